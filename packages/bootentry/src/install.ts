import {fileFailure, LivemodeError} from '@livemode/config'
import {armEntry, assertNothingLost} from './arm.ts'
import {ask} from './ask.ts'
import {assertCommandLine} from './command-line-limits.ts'
import {copyDurably, makeFolder, writeDurably} from './durable.ts'
import type {BootEntryPlan} from './entry.ts'
import {assertHeld, assertNotDefault, surplusOf} from './held.ts'
import {
  type Installation,
  type InstalledFile,
  planCopies,
  planPlaces,
  planRecord,
} from './installation.ts'
import {type HeldEntry, type Loader, loaders, type Question} from './loaders/index.ts'
import {type Machine, runProgram} from './machine.ts'
import {type InstallationRecord, readRecord, recordPath, writeRecord} from './record.ts'
import {takePlace} from './rewrite.ts'
import {assertSpace} from './space.ts'
import {removeInstallation, takeAway} from './take-away.ts'
import {assertWritable} from './writable.ts'

/**
 * Installs a live image on this machine: puts its files in their places, makes the boot entry, has the
 * loader show it, and arms it for one boot when it is what was planned. Whatever fails on the way, and
 * an interruption, takes everything away again. An older installation goes first.
 */
export async function installEntry(installation: Installation, machine: Machine): Promise<void> {
  const {entry} = installation
  const loader = loaders[entry.loader]
  assertCommandLine(entry)
  await runProgram(['sh', '-c', `command -v ${loader.program}`], machine).catch(cause => {
    const message = `the program ${loader.program} is missing, which ${loader.id} needs`
    throw new LivemodeError('HOST_UNREADABLE', message, {cause})
  })
  const earlier = await readRecord()
  await assertNothingLost(loader.id, {earlier, machine})
  const copies = await planCopies(installation, earlier)
  await assertWritable(planPlaces(installation, copies))
  await assertSpace(copies, earlier)
  if (earlier) {
    const older = withoutFiles(earlier, filesInPlace(installation, copies))
    await machine.step('Removing the older one', () => takeAway(older, machine))
  }

  let record = await planRecord(installation, {copies, earlier, machine})
  try {
    // Nothing is made that the record does not name; its own folder has to be there before it.
    const holdsRecord = (folder: string) => recordPath.startsWith(`${folder}/`)
    const folders = record.folders.toReversed()
    for (const folder of folders.filter(holdsRecord)) await makeFolder(folder)
    await writeRecord(record)
    for (const folder of folders) if (!holdsRecord(folder)) await makeFolder(folder)
    machine.signal.throwIfAborted()
    for (const [name, files] of Map.groupBy(copies, ({group, to}) => group ?? to)) {
      await machine.step(`Copying ${name}`, async () => {
        for (const file of files) await put(file, machine)
      })
    }
    for (const {path, ...file} of installation.written) await writeDurably(path, file)
    record = await machine.step('Boot entry', () => makeEntry(record, machine))
    await machine.step('Arming it', () => armEntry(record, machine))
    machine.signal.throwIfAborted()
  } catch (error) {
    const cause = fileFailure(error)
    await machine.step('Taking everything away again', () => undo(record, {machine, cause}))
    throw cause
  }
}

/** What was built in its place is not the older installation's any more. */
const filesInPlace = ({files}: Installation, copies: readonly InstalledFile[]) =>
  files.filter(file => !copies.includes(file)).map(({to}) => to)

const withoutFiles = (
  record: InstallationRecord,
  files: readonly string[],
): InstallationRecord => ({...record, files: record.files.filter(file => !files.includes(file))})

async function undo(
  planned: InstallationRecord,
  {machine, cause}: {machine: Machine; cause: unknown},
): Promise<void> {
  // What is on the disk says how far it has come.
  const record = await readRecord().catch(() => undefined)
  await removeInstallation(record ?? planned, {...machine, cause})
}

async function put(
  {from, to, size, sha256, appended}: InstalledFile,
  {signal}: Machine,
): Promise<void> {
  try {
    await copyDurably(from, to, {sha256, mode: 0o600, signal, ...(appended && {appended})})
  } catch (error) {
    signal.throwIfAborted()
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
    throw new LivemodeError('NO_SPACE', `${to} does not fit: it has ${size} bytes`, {cause: error})
  }
}

/** Reads an entry that has been made. What a copy of the default one has brought along, and a live boot cannot bear, goes first. */
async function readEntry(
  entry: BootEntryPlan,
  {question, machine}: {question: Question<HeldEntry>; machine: Machine},
): Promise<HeldEntry | null> {
  const loader = loaders[entry.loader]
  const held = await ask(question, machine)
  const surplus = held && loader.isCopyOfDefault ? surplusOf(held, entry) : []
  if (surplus.length === 0) return held
  for (const argv of loader.planTakingOff(entry, surplus)) await runProgram(argv, machine)
  return ask(question, machine)
}

/** Makes the entry and compares it with the plan; only then the loader's menu has it. */
async function makeEntry(
  record: InstallationRecord,
  machine: Machine,
): Promise<InstallationRecord> {
  const {entry} = record
  const loader = loaders[entry.loader]
  for (const {path, content, mode} of loader.planFiles(entry)) {
    await writeDurably(path, {content, mode})
  }
  for (const argv of entry.steps) {
    await runProgram(argv, machine).catch(error => {
      machine.signal.throwIfAborted()
      if (!loader.isRemoval(argv)) throw explained(error, loader)
    })
  }
  const question = loader.planReading?.(entry)
  const entryId = question ? await checkEntry(entry, {question, machine}) : loader.ownId
  const made = loader.rewritten === null ? record : await takePlace(loader.rewritten.file, record)
  const complete = {...made, state: 'complete' as const, entryId}
  await writeRecord(complete)
  return complete
}

/** Compares the entry that the loader shows with the plan, and gives what the loader calls it. */
async function checkEntry(
  entry: BootEntryPlan,
  {question, machine}: {question: Question<HeldEntry>; machine: Machine},
): Promise<string> {
  const loader = loaders[entry.loader]
  const held = await readEntry(entry, {question, machine})
  assertHeld(held, {entry, isCopyOfDefault: loader.isCopyOfDefault})
  if (loader.defaultEntry) {
    const {choosing} = loader.defaultEntry
    assertNotDefault(await ask(loader.defaultEntry, machine), {entry, held, choosing})
  }
  return held.id
}

/** A failure of a step with what to do about it, where the loader knows. */
function explained(error: unknown, {explainFailure}: Loader): unknown {
  if (!(error instanceof LivemodeError)) return error
  const hint = explainFailure(error.message)
  return hint === undefined
    ? error
    : new LivemodeError(error.code, error.message, {hint, cause: error.cause})
}
