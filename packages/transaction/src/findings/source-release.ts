import {about, type ResolutionCheck} from './finding.ts'

/** A release is upgraded from its last state: fixes that prepare for the next one are among its updates. */
export const sourceIsCurrent: ResolutionCheck = ({outdated, target}) => {
  const remedy = `run "apt-get update" and "apt-get upgrade" on ${target.source.title} first, and reboot`
  if (outdated === null) {
    return [
      {
        id: 'source-not-current',
        severity: 'warning',
        sentence: `the mirror does not give all indexes of ${target.source.title}: it is not known whether its updates are installed`,
        remedy,
      },
    ]
  }
  return about(
    outdated.map(one => `${one.package} ${one.from} (there is ${one.to})`),
    list => ({
      id: 'source-not-current',
      severity: 'warning',
      sentence: `updates of ${target.source.title} are not installed: ${list}`,
      remedy,
    }),
  )
}
