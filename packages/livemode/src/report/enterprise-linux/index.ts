import type {Check} from '../finding.ts'
import type {ElCheck} from './check.ts'
import {imageLeadsOn, minorReleaseHasPath} from './minor-release.ts'
import {networkComesUp, profilesAreRead} from './network.ts'
import {rootLogsInAsBefore} from './root-login.ts'
import {repositoriesAreKnown, repositoriesAreNamed, selinuxCanBeOff} from './settings.ts'
import {signaturesAreAccepted} from './signatures.ts'
import {vdoIsManaged} from './storage.ts'
import {certificatesAreNamed, cloudClientFollows, subscriptionGoesOn} from './subscription.ts'

const checks: readonly ElCheck[] = [
  minorReleaseHasPath,
  imageLeadsOn,
  repositoriesAreNamed,
  repositoriesAreKnown,
  certificatesAreNamed,
  subscriptionGoesOn,
  cloudClientFollows,
  signaturesAreAccepted,
  rootLogsInAsBefore,
  networkComesUp,
  profilesAreRead,
  vdoIsManaged,
  selinuxCanBeOff,
]

/** What there is to know before an upgrade of Enterprise Linux besides what is true of every machine. */
export const enterpriseLinuxIsReady: Check = situation => {
  const {target} = situation
  return target.family === 'el' ? checks.flatMap(check => check({...situation, target})) : []
}
