import type {Check} from '../finding.ts'
import {imageLeadsOn, minorReleaseHasPath} from './minor-release.ts'
import {networkComesUp, profilesAreRead} from './network.ts'
import {rootLogsInAsBefore} from './root-login.ts'
import {repositoriesAreKnown, repositoriesAreNamed, selinuxCanBeOff} from './settings.ts'
import {signaturesAreAccepted} from './signatures.ts'
import {vdoIsManaged} from './storage.ts'
import {certificatesAreNamed, cloudClientFollows, subscriptionGoesOn} from './subscription.ts'

/** What there is to know before an upgrade of Enterprise Linux besides what is true of every machine. */
export const enterpriseLinuxChecks: readonly Check[] = [
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
