import type {Finding} from '@livemode/config'
import type {Resolution} from '../resolution.ts'
import {additionsAreInstalled} from './additions.ts'
import {architectureLivesOn} from './architecture.ts'
import {espIsMounted, grubHasItsDisk} from './boot-device.ts'
import {conffilesStay} from './conffiles.ts'
import {clustersAreUpgraded, collationsStay, databasesAreClosed} from './databases.ts'
import {downgradesAreMeant} from './downgrades.ts'
import {dpkgIsClean} from './dpkg-state.ts'
import {plainVolumesOpen} from './encryption.ts'
import type {ResolutionCheck} from './finding.ts'
import {hooksAreKnown} from './hooks.ts'
import {
  baseIsUpgraded,
  holdsAreHarmless,
  packagesLiveOn,
  preferencesAreKnown,
  versionsAreOlder,
} from './kept.ts'
import {kernelComes, modulesAreBuilt} from './kernel.ts'
import {policyIsKnown, sourceIsObserved} from './observations.ts'
import {
  filesCanBeReplaced,
  foldersAreInPlace,
  kernelSettingsAreRead,
  temporaryFilesStay,
} from './places.ts'
import {chosenStay, protectedStay} from './removed.ts'
import {environmentsFit, poolsMove} from './runtimes.ts'
import {servicesStart} from './services.ts'
import {filesAreRead, sourcesAgree} from './source-files.ts'
import {sourceIsCurrent} from './source-release.ts'
import {sourcesAreDecided, sourcesAreWritten, sourcesHaveTarget} from './sources.ts'
import {partsFollow} from './split-packages.ts'
import {hostKeysAreKnown, usersKeepTheirKeys} from './ssh-keys.ts'

const checks: readonly ResolutionCheck[] = [
  architectureLivesOn,
  sourceIsCurrent,
  dpkgIsClean,
  protectedStay,
  baseIsUpgraded,
  additionsAreInstalled,
  holdsAreHarmless,
  preferencesAreKnown,
  versionsAreOlder,
  chosenStay,
  packagesLiveOn,
  sourcesAreDecided,
  sourcesHaveTarget,
  sourcesAreWritten,
  kernelComes,
  modulesAreBuilt,
  sourceIsObserved,
  servicesStart,
  conffilesStay,
  clustersAreUpgraded,
  collationsStay,
  databasesAreClosed,
  poolsMove,
  environmentsFit,
  foldersAreInPlace,
  filesCanBeReplaced,
  temporaryFilesStay,
  kernelSettingsAreRead,
  plainVolumesOpen,
  hostKeysAreKnown,
  usersKeepTheirKeys,
  espIsMounted,
  grubHasItsDisk,
  downgradesAreMeant,
  partsFollow,
  sourcesAgree,
  filesAreRead,
  hooksAreKnown,
  policyIsKnown,
]

/** Looks for what speaks against a transaction; inhibitors come first. */
export const checkResolution = (resolution: Resolution): readonly Finding[] =>
  checks
    .flatMap(check => check(resolution))
    .toSorted((a, b) => a.severity.localeCompare(b.severity))
