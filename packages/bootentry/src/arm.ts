import {LivemodeError} from '@livemode/config'
import {ask} from './ask.ts'
import {isStartedSince} from './boot-id.ts'
import type {LoaderId} from './entry.ts'
import {type Loader, loaders} from './loaders/index.ts'
import {type Machine, runProgram} from './machine.ts'
import type {InstallationRecord} from './record.ts'
import {copyBeside, takePlace} from './rewrite.ts'

/**
 * Throws `USAGE` where something is armed that an installation would replace, and nobody could bring back. What the earlier
 * installation has armed is its own matter.
 */
export async function assertNothingLost(
  id: LoaderId,
  {earlier, machine}: {earlier: InstallationRecord | undefined; machine: Machine},
): Promise<void> {
  if (loaders[id].arming.isRestorable || (await readArmed(id, machine)) === null) return
  if (earlier?.entry.loader === id && (await isArmed(earlier, machine))) return
  throw new LivemodeError('USAGE', `${id} has something else to start already`, {
    hint: `take it away, by "${loaders[id].arming.planArming(null)?.join(' ')}", or start it first`,
  })
}

/**
 * Arms the entry of an installation for one boot, and makes sure of it. What boots where that boot fails is the source: the
 * default is given up where it would be another upgrade of this machine.
 *
 * Throws `ENTRY_WRONG` when the loader does not say so.
 */
export async function armEntry(record: InstallationRecord, machine: Machine): Promise<void> {
  const {arming, defaultEntry} = loaders[record.entry.loader]
  const askLeaving = async () =>
    defaultEntry === null ? undefined : arming.planLeaving(await ask(defaultEntry, machine))
  await writeArming(arming, record.entryId, machine)
  const leaving = await askLeaving()
  if (leaving) await runProgram(leaving, machine)
  if (arming.file !== null) await takePlace(arming.file, record)
  const armed = await ask(arming.armed, machine)
  if (armed !== record.entryId) {
    throw new LivemodeError(
      'ENTRY_WRONG',
      `the boot loader boots ${armed ?? 'its default'} next, not ${record.entryId}`,
    )
  }
  if (leaving && (await askLeaving())) {
    throw new LivemodeError(
      'ENTRY_WRONG',
      'the boot loader would go on with Leapp’s own upgrade where the live boot fails',
      {hint: `say which entry this machine boots by default: ${defaultEntry?.choosing}`},
    )
  }
}

/** Has a program say what boots next; beside the file that says so now, where it is a file. */
export async function writeArming(
  {file, planArming}: Loader['arming'],
  id: string | null,
  machine: Pick<Machine, 'environment'> & {readonly signal?: AbortSignal},
): Promise<void> {
  const argv = planArming(id)
  if (argv === null) return
  if (file !== null) await copyBeside(file)
  await runProgram(argv, machine)
}

/** Tells whether the entry of an installation is booted next, or what it has loaded is there to be started. */
export async function isArmed(
  {entry, entryId, installedIn}: InstallationRecord,
  machine: Pick<Machine, 'environment'>,
): Promise<boolean> {
  const {arming, ownId} = loaders[entry.loader]
  // An installation that was interrupted may have come as far as that before it has noted the entry.
  const id = entryId ?? ownId
  if (id === null || (await readArmed(entry.loader, machine)) !== id) return false
  return arming.outlivesBoot || (await isStartedSince(installedIn)) !== true
}

/** Tells which entry a loader boots next, once; null when it is the default. */
export const readArmed = (
  loader: InstallationRecord['entry']['loader'],
  machine: Pick<Machine, 'environment'>,
): Promise<string | null> => ask(loaders[loader].arming.armed, machine)
