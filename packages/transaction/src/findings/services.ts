import type {ServiceCheck} from '../services/check.ts'
import {type ServiceChecker, serviceCheckers} from '../services/checkers.ts'
import type {ResolutionCheck} from './finding.ts'

export const servicesStart: ResolutionCheck = ({evidence, target}) =>
  evidence.services.flatMap(check => {
    const {title, severity}: ServiceChecker = serviceCheckers[check.id]
    if (check.result === 'accepted') return []
    const says = linesOf(check)
    return check.result === 'refused'
      ? [
          {
            id: 'service-config-breaks',
            severity,
            sentence: `${title} of ${target.title} would not start with its configuration: ${says}`,
            remedy:
              severity === 'inhibitor'
                ? 'change the configuration so that both releases accept it'
                : `change it so that both releases accept it, or have one for ${target.title} ready`,
          },
        ]
      : [
          {
            id: 'service-config-unchecked',
            severity: 'warning',
            sentence: `whether ${title} of ${target.title} starts with its configuration is not known: ${says}`,
            remedy: `look at it after the upgrade, or try it on a ${target.title} before`,
          },
        ]
  })

const mostLines = 3
const mostCharacters = 400

function linesOf({lines}: ServiceCheck): string {
  const text = lines
    .slice(0, mostLines)
    .map(line => line.trim())
    .join(' / ')
  return text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text
}
