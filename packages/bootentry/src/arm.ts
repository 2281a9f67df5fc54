import {LivemodeError} from '@livemode/config'
import {ask} from './ask.ts'
import {type Loader, loaders} from './loaders/index.ts'
import {type Machine, runProgram} from './machine.ts'
import type {InstallationRecord} from './record.ts'
import {copyBeside, takePlace} from './rewrite.ts'

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
  if (file !== null) await copyBeside(file)
  await runProgram(planArming(id), machine)
}

/** Tells whether the entry of an installation is booted next. */
export const isArmed = async (
  {entry, entryId}: InstallationRecord,
  machine: Pick<Machine, 'environment'>,
): Promise<boolean> => entryId !== null && (await readArmed(entry.loader, machine)) === entryId

/** Tells which entry a loader boots next, once; null when it is the default. */
export const readArmed = (
  loader: InstallationRecord['entry']['loader'],
  machine: Pick<Machine, 'environment'>,
): Promise<string | null> => ask(loaders[loader].arming.armed, machine)
