import type {Check} from '../finding.ts'
import {imageLeadsOn, minorReleaseHasPath} from './minor-release.ts'
import {repositoriesAreKnown, repositoriesAreNamed, selinuxCanBeOff} from './settings.ts'

/** What there is to know before an upgrade of Enterprise Linux besides what is true of every machine. */
export const enterpriseLinuxChecks: readonly Check[] = [
  minorReleaseHasPath,
  imageLeadsOn,
  repositoriesAreNamed,
  repositoriesAreKnown,
  selinuxCanBeOff,
]
