import {dirname} from 'node:path'
import {
  type FoundInstallation,
  findInstallation,
  type InstallationRecord,
  isArmed,
  isResumed,
  isStartedSince,
  isThere,
} from '@livemode/bootentry'
import {sourcePlaces} from '@livemode/live'
import {readFirstBoot, renderFirstBoot} from '../first-boot.ts'
import {fixedNames} from '../installed-files.ts'
import {type KeptSource, readKeptSource} from '../kept-source.ts'
import {logFolders, readLastRun, renderLastRun} from '../last-run.ts'
import {findNewer, haveChanged} from '../packages.ts'
import {assertRoot} from '../root.ts'
import {isStartedHere} from '../started-here.ts'
import {type Command, json} from './command.ts'

export const status: Command = {
  does: 'tells what is installed, whether it is booted next, and how the last upgrade ended',
  run: async (args, {environment, print}) => {
    assertRoot('status')
    const found = await findInstallation(args.loader, fixedNames, {environment})
    const record = found?.record
    const resumed = record !== undefined && (await isResumed(record, {environment}))
    const armed = resumed || (record !== undefined && (await isArmed(record, {environment})))
    const startedSinceArming = record ? await isStartedSince(record.installedIn) : null
    const isBack = await isThere(sourcePlaces.rollback)
    const isPassedOver = armed && !resumed && !isBack && startedSinceArming === true
    // Where the image is on a file system without /var, the report lies beside it.
    const beside = record?.files.map(file => dirname(file)) ?? []
    const lastRun = await readLastRun([...logFolders, ...beside])
    const installed = record
      ? {
          state: found?.withoutRecord === null ? record.state : ('unrecorded' as const),
          buildId: record.buildId,
          target: record.target,
          loader: record.entry.loader,
          installedAt: record.installedAt,
          files: record.files,
        }
      : null
    const firstBoot = await readFirstBoot()
    const kept = await readKeptSource({environment})
    // Half-way through they are neither what they were nor what they become.
    const packagesChanged = armed && !resumed && !isBack && (await haveChanged())
    const newerIn = armed && !resumed && !isBack ? await findNewer() : null
    if (args.json) {
      return print(
        json({
          installed,
          armed,
          startedSinceArming,
          packagesChanged,
          newerIn,
          lastRun,
          firstBoot,
          snapshot: kept
            ? {source: kept.snapshot.source, since: kept.since, bytes: kept.bytes}
            : null,
        }),
      )
    }
    print(
      [
        `installed  ${renderInstalled(found)}`,
        `next boot  ${renderNext({armed, resumed, isBack, record})}`,
        ...(record && !armed ? renderUnloaded(record, startedSinceArming) : []),
        ...(isPassedOver
          ? [
              'armed      before this boot, and the live image was not started: the boot loader has not read what it was told, the firmware has started something else, or the power was lost right behind the installation',
            ]
          : []),
        ...(packagesChanged
          ? [
              'packages   have changed since the upgrade was planned, and it will be refused: run "livemode resolve", "download" and "install" again',
            ]
          : []),
        ...(newerIn?.length
          ? [
              `packages   there are newer ones in ${newerIn.join(', ')}: "livemode resolve", "download" and "install" take them into the upgrade`,
            ]
          : []),
        `last run   ${renderLastRun(lastRun)}`,
        ...(lastRun?.lookAt ?? []).map(line => `look at    ${line}`),
        ...(kept ? [`way back   ${renderKept(kept)}`] : []),
        ...(firstBoot ? [`first boot ${renderFirstBoot(firstBoot)}`] : []),
      ].join('\n'),
    )
  },
}

function renderKept({snapshot, since, bytes}: KeptSource): string {
  const room = `${Math.round(bytes / 1e6)} MB`
  return `to ${snapshot.source} as it was on ${since.toISOString()}, takes ${room} (livemode rollback; livemode commit lets go of it)`
}

function renderInstalled(found: FoundInstallation | undefined): string {
  if (found === undefined) return 'nothing'
  const {record, withoutRecord} = found
  const {target, buildId, entry, state} = record
  if (withoutRecord !== null) {
    return `something, through ${entry.loader} (${withoutRecord}; livemode remove takes it away)`
  }
  const half = state === 'incomplete' ? ' (half: install or remove it again)' : ''
  return `${target}, image ${buildId}, through ${entry.loader}${half}`
}

function renderNext({
  armed,
  resumed,
  isBack,
  record,
}: {
  armed: boolean
  resumed: boolean
  isBack: boolean
  record: InstallationRecord | undefined
}): string {
  if (isBack) return 'the live image, which takes this machine back'
  if (resumed) return 'the live image, until the upgrade has ended'
  if (!armed) return 'as usual'
  if (record === undefined || !isStartedHere(record.entry.loader)) return 'the live image'
  const since = record.installedAt === null ? '' : ` since ${record.installedAt}`
  return `the live image, by "livemode start": it is loaded${since}`
}

/** Tells of an image that was loaded into the memory of a system, and is there no more. */
function renderUnloaded(
  {entry, installedAt}: InstallationRecord,
  startedSince: boolean | null,
): readonly string[] {
  if (!isStartedHere(entry.loader)) return []
  const since = installedAt === null ? 'it was loaded' : `${installedAt}, when it was loaded`
  const why = startedSince === false ? '' : `, for this machine has been started since ${since}`
  return [`loaded     no longer${why}: "livemode install" loads the live image again`]
}
