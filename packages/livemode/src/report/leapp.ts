import {whyLeappCannot} from '../engine-choice.ts'
import {type Check, when} from './finding.ts'

/** What the engine would refuse after the reboot, told before it. */
export const leappHasPrepared: Check = ({engine, host, target}) => {
  const why = engine === 'leapp' ? whyLeappCannot(host, target) : undefined
  return when(why !== undefined, () => ({
    id: 'leapp-not-prepared',
    severity: 'inhibitor',
    sentence: `${why}`,
    remedy:
      'run "leapp upgrade" here, and do not reboot when it asks for that; or choose another engine: --engine dnf',
  }))
}
