import {fullName} from '../dpkg/status.ts'
import {about, type ResolutionCheck} from './finding.ts'

/** See `dpkg --audit`: what an earlier run of dpkg has left half. */
export const dpkgIsClean: ResolutionCheck = ({packages}) =>
  about(
    packages
      .filter(({state, needsReinstallation}) => state !== 'installed' || needsReinstallation)
      .map(one => `${fullName(one)} (${one.needsReinstallation ? 'reinst-required' : one.state})`),
    list => ({
      id: 'dpkg-not-clean',
      severity: 'inhibitor',
      sentence: `dpkg has not finished with ${list}`,
      remedy:
        'run "dpkg --audit", "dpkg --configure --pending" and "apt-get --fix-broken install" until there is nothing left',
    }),
  )
