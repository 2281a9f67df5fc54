import type {Finding} from '@livemode/config'
import type {Resolution} from '../resolution.ts'
import {additionsAreInstalled} from './additions.ts'
import {dpkgIsClean} from './dpkg-state.ts'
import type {ResolutionCheck} from './finding.ts'
import {
  baseIsUpgraded,
  holdsAreHarmless,
  packagesLiveOn,
  preferencesAreKnown,
  versionsAreOlder,
} from './kept.ts'
import {kernelComes, modulesAreBuilt} from './kernel.ts'
import {chosenStay, protectedStay} from './removed.ts'
import {sourcesAreWritten, sourcesHaveTarget} from './sources.ts'

const checks: readonly ResolutionCheck[] = [
  dpkgIsClean,
  protectedStay,
  baseIsUpgraded,
  additionsAreInstalled,
  holdsAreHarmless,
  preferencesAreKnown,
  versionsAreOlder,
  chosenStay,
  packagesLiveOn,
  sourcesHaveTarget,
  sourcesAreWritten,
  kernelComes,
  modulesAreBuilt,
]

/** Looks for what speaks against a transaction; inhibitors come first. */
export const checkResolution = (resolution: Resolution): readonly Finding[] =>
  checks
    .flatMap(check => check(resolution))
    .toSorted((a, b) => a.severity.localeCompare(b.severity))
