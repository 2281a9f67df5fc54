import {posix} from 'node:path'
import type {UpgradeResult} from '@livemode/config'
import type {Mount} from '@livemode/host'
import {isRefusal, Refusal} from '../../engines/engine.ts'
import type {RoomNeed} from '../../engines/room-need.ts'
import type {MachineFacts} from '../../facts.ts'
import {sourcePlaces} from '../../tables/places.ts'
import {writeDurably} from '../durable.ts'
import type {LiveSystem} from '../live-system.ts'
import {holdSectors} from './boot-sectors.ts'
import {discardSnapshot} from './discard.ts'
import {holdEntries} from './firmware-entries.ts'
import {snapshotKindIds} from './kinds/ids.ts'
import {snapshotKinds} from './kinds/index.ts'
import {manifestFile, renderSnapshot, type Snapshot} from './manifest.ts'

interface Wanted {
  readonly machine: Pick<MachineFacts, 'installation' | 'snapshot' | 'resume' | 'menu'>
  readonly mounts: readonly Mount[]
  /** The pretty name of the source. */
  readonly source: string
  /** What the upgrade needs on the disk besides. */
  readonly needs: readonly RoomNeed[]
  readonly note: (notes: Partial<Pick<UpgradeResult, 'lookAt'>>) => void
}

/**
 * Takes a snapshot of the source before the first change; whatever an earlier run has left of one goes.
 *
 * Throws a `Refusal` where there has to be one and none can be made; where there need not be, that is told.
 */
export async function takeSnapshot(live: LiveSystem, wanted: Wanted): Promise<void> {
  const {machine, mounts, note} = wanted
  await discardSnapshot(live, mounts)
  if (machine.snapshot === 'none') return
  live.say('taking a snapshot of the source')
  try {
    const {leftOut} = await takeWhole(live, wanted)
    live.say('the source can be taken back to what it is now: livemode rollback')
    const lookAt = leftOut.map(({path, why}) => `${path} is not in the snapshot: ${why}`)
    lookAt.forEach(live.say)
    if (lookAt.length > 0) note({lookAt})
  } catch (error) {
    await discardSnapshot(live, mounts)
    const why = (error as Error).message
    if (!isRefusal(error)) process.stderr.write(`${(error as Error).stack ?? error}\n`)
    if (machine.snapshot === 'required') throw new Refusal(`no snapshot can be made: ${why}`)
    const line = `this upgrade cannot be taken back, for no snapshot could be made: ${why}`
    live.say(line)
    note({lookAt: [line]})
  }
}

async function takeWhole(live: LiveSystem, wanted: Wanted): Promise<Snapshot> {
  const {machine, mounts, source, needs} = wanted
  const own = listOwnPlaces(live, machine)
  const [kind] = snapshotKindIds
  const taken = await snapshotKinds[kind].take(live, {mounts, own, needs})
  const snapshot: Snapshot = {
    version: 1,
    installation: machine.installation,
    kind,
    source,
    ...taken,
    sectors: holdSectors(live, mounts),
    variables: holdEntries(live),
  }
  // Of what the mark names nothing may be lost with the power.
  live.run(['sync'])
  writeDurably(posix.join(live.source.root, manifestFile), {
    content: renderSnapshot(snapshot),
    mode: 0o600,
  })
  return snapshot
}

/** What is livemode's own on the source, and stays as it is: how far it has come, and what the live system boots from. */
function listOwnPlaces(
  live: LiveSystem,
  {resume, menu}: Pick<MachineFacts, 'resume' | 'menu'>,
): readonly string[] {
  return [
    posix.dirname(sourcePlaces.runRecord),
    posix.dirname(sourcePlaces.packages),
    ...readInstalledFiles(live),
    ...(resume.kind === 'file' ? [resume.path] : []),
    menu.trial.file,
  ]
}

/** The files that `install` has made, as its record names them; none where nobody knows. */
function readInstalledFiles(live: LiveSystem): readonly string[] {
  try {
    const {files} = JSON.parse(live.source.readText(sourcePlaces.installed) ?? '') as {
      readonly files?: unknown
    }
    return Array.isArray(files) ? files.filter(file => typeof file === 'string') : []
  } catch {
    return []
  }
}
