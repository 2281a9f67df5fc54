import {about, type ResolutionCheck} from './finding.ts'

/** Only a preference above 1000 makes apt go back to an older version, see apt_preferences(5). */
export const downgradesAreMeant: ResolutionCheck = ({downgraded}) =>
  about(
    downgraded.map(one => `${one.package} ${one.from} -> ${one.to}`),
    list => ({
      id: 'version-downgraded',
      severity: 'warning',
      sentence: `preferences above 1000 make versions go back, which packages are not prepared for: ${list}`,
      remedy:
        'take the preferences away, unless the newer versions are another vendor’s and the target’s are what you want',
    }),
  )
