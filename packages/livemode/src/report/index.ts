import {LivemodeError} from '@livemode/config'
import {
  addressesAreTakenOver,
  bootDeviceIsNamed,
  passwordlessRootIsAlone,
  sshdHasNetwork,
  upgradeCanBeStarted,
  urlHasNoPassword,
  urlIsProtected,
  urlIsServedByTarget,
} from './access.ts'
import {argumentsAreObeyed, commandLineCanBePassed, commandLineIsSound} from './command-line.ts'
import {driversStay} from './drivers.ts'
import {encryptedDevicesOpen} from './encryption.ts'
import {enterpriseLinuxIsReady} from './enterprise-linux/index.ts'
import {minorReleaseHasPath} from './enterprise-linux/minor-release.ts'
import {type BuildCheck, type Check, type Finding, isInhibitor} from './finding.ts'
import {fipsModeStays} from './fips.ts'
import {imageIsRecent} from './image-age.ts'
import {
  imageCanBeMounted,
  imageDeviceHasUuid,
  imageIsShown,
  systemCanBeReached,
  volumeGroupsAreFound,
} from './image-device.ts'
import {iscsiPasswordsAreProtected} from './iscsi-passwords.ts'
import {kernelIsSigned, kexecIsExpected, kexecIsPossible, screenShowsUpgrade} from './kexec.ts'
import {leappHasPrepared} from './leapp.ts'
import {foldersCanBeFollowed} from './linked-folders.ts'
import {
  architectureIsSupported,
  bootLoaderIsKnown,
  containerEngineAnswers,
  liveModeIsEnabled,
  processorRunsTarget,
  targetIsNext,
} from './machine.ts'
import {findArmingProblems} from './one-boot.ts'
import {packagesAreInOrder} from './packages.ts'
import {
  bootLoaderIsUpgraded,
  bootLoaderResumes,
  newKernelIsChosen,
  upgradeIsResumed,
} from './resume.ts'
import {type BuildReportInput, planSituation, type ReportInput} from './situation.ts'
import {snapshotIsWhole, sourceCanBeTakenBack} from './snapshot.ts'
import {
  fstabEntriesAreMounted,
  mountsAreInFstab,
  sourceRootIsMounted,
  straceIsKept,
  swapIsUsed,
} from './source-mounts.ts'
import {memoryIsEnough, spaceIsEnough} from './space.ts'
import {renderTable} from './table.ts'

export type {Finding} from './finding.ts'
export {assertFleetIsReady, type MachineReport, renderFleet} from './fleet.ts'
export {type BuildMachine, type ReportInput, transactionOf} from './situation.ts'
export {type ImageSizes, planSizes} from './sizes.ts'

const checks: readonly Check[] = [
  architectureIsSupported,
  targetIsNext,
  processorRunsTarget,
  enterpriseLinuxIsReady,
  bootLoaderIsKnown,
  findArmingProblems,
  kexecIsPossible,
  kexecIsExpected,
  kernelIsSigned,
  screenShowsUpgrade,
  bootLoaderResumes,
  upgradeIsResumed,
  newKernelIsChosen,
  bootLoaderIsUpgraded,
  leappHasPrepared,
  containerEngineAnswers,
  imageCanBeMounted,
  imageDeviceHasUuid,
  imageIsShown,
  systemCanBeReached,
  volumeGroupsAreFound,
  commandLineIsSound,
  commandLineCanBePassed,
  argumentsAreObeyed,
  fipsModeStays,
  encryptedDevicesOpen,
  iscsiPasswordsAreProtected,
  addressesAreTakenOver,
  sourceRootIsMounted,
  fstabEntriesAreMounted,
  swapIsUsed,
  mountsAreInFstab,
  straceIsKept,
  foldersCanBeFollowed,
  spaceIsEnough,
  sourceCanBeTakenBack,
  snapshotIsWhole,
  memoryIsEnough,
  driversStay,
  packagesAreInOrder,
  imageIsRecent,
  urlIsProtected,
]

/** Those that need no machine. */
const buildChecks: readonly BuildCheck[] = [
  liveModeIsEnabled,
  urlIsServedByTarget,
  urlHasNoPassword,
  bootDeviceIsNamed,
  passwordlessRootIsAlone,
  sshdHasNetwork,
  upgradeCanBeStarted,
]

/** Looks for what speaks against a build; inhibitors come first. */
export const checkBuild = (input: BuildReportInput): readonly Finding[] =>
  sorted(buildChecks.flatMap(check => check(input)))

/** Looks for what speaks against taking a machine to a release at all. */
export const checkPath = (input: Pick<ReportInput, 'host' | 'target'>): readonly Finding[] =>
  [targetIsNext, minorReleaseHasPath].flatMap(check => check(input))

/**
 * Looks for what speaks against the transaction of a machine: what was found while it was resolved, and whether it has
 * room there.
 *
 * Throws `HOST_INVALID` when the description of the host contradicts itself.
 */
export function checkTransaction(input: ReportInput): readonly Finding[] {
  const situation = planSituation(input)
  return sorted(
    [packagesAreInOrder, spaceIsEnough, sourceCanBeTakenBack].flatMap(check => check(situation)),
  )
}

/**
 * Looks for what speaks against an upgrade; inhibitors come first.
 *
 * Throws `HOST_INVALID` when the description of the host contradicts itself.
 */
export function checkUpgrade(input: ReportInput): readonly Finding[] {
  const situation = planSituation(input)
  return sorted([...checks, ...buildChecks].flatMap(check => check(situation)))
}

const sorted = (findings: readonly Finding[]) =>
  findings.toSorted((a, b) => a.severity.localeCompare(b.severity))

/** Throws `INHIBITED` when one of the findings is an inhibitor: with all of it, unless it has been printed. */
export function assertNotInhibited(
  findings: readonly Finding[],
  {isPrinted = false}: {isPrinted?: boolean} = {},
): void {
  const inhibitors = findings.filter(isInhibitor)
  if (inhibitors.length === 0) return
  const heading = `the upgrade is refused: ${[...new Set(inhibitors.map(({id}) => id))].join(', ')}`
  const lines = inhibitors.map(({sentence, remedy}) => `  ${sentence}\n    ${remedy}`)
  throw new LivemodeError('INHIBITED', [heading, ...(isPrinted ? [] : lines)].join('\n'))
}

const columns = ['severity', 'finding', 'what to know, and what to do'] as const

/** The findings as a table for a reader. */
export function renderFindings(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'nothing speaks against the upgrade'
  const rows = findings.flatMap(({severity, id, sentence, remedy}) => [
    [severity, id, sentence],
    ['', '', remedy],
  ])
  return renderTable([columns, ...rows])
}
