import type {ResolutionCheck} from './finding.ts'

export const additionsAreInstalled: ResolutionCheck = ({refusedAdditions}) =>
  refusedAdditions.map(({package: name, why}) => ({
    id: `crypttab-needs-${name}`,
    severity: 'inhibitor',
    sentence: `${name} cannot be installed: ${why}`,
    remedy:
      'release what is on hold ("apt-mark showhold"), and take preferences away that keep packages from the target',
  }))
