import {rm, rmdir} from 'node:fs/promises'
import {fileFailure, LivemodeError} from '@livemode/config'
import {readWholeFile} from '@livemode/host'
import {sourcePlaces} from '@livemode/live'
import {isArmed, writeArming} from './arm.ts'
import {ask} from './ask.ts'
import {isThere, partOf, removeDurably} from './durable.ts'
import {removeFetched} from './fetched.ts'
import {differInNextEntryOnly, parseGrubEnvironment} from './loaders/grub-environment.ts'
import {loaders} from './loaders/index.ts'
import {keptFrom} from './loaders/loader.ts'
import {hasExited, type Machine, runProgram} from './machine.ts'
import {type InstallationRecord, readRecord, removeRecord} from './record.ts'
import {isResumed, takeResumeAway} from './resume.ts'
import {givePlaceBack} from './rewrite.ts'

/** It is not interrupted: half of it is worse than either. */
type Environment = Pick<Machine, 'environment'>

interface Reach {
  /** Whether what was fetched for it goes, too; else the next installation may use it. */
  readonly withFetched?: boolean
}

/**
 * Takes an installation away, however far it has come: disarms the entry first, then takes away the
 * entry, the files, and what is known of them. Doing it again does no harm. What fails does not keep
 * the rest from going; the first failure is thrown at the end, and the record stays.
 */
export async function takeAway(
  record: InstallationRecord,
  {environment, withFetched = false}: Environment & Reach,
) {
  const machine = {environment}
  const failures: unknown[] = []
  const attempt = (done: Promise<void>) => done.catch(error => failures.push(error))
  await attempt(disarm(record, machine))
  await attempt(removeEntry(record, machine))
  await attempt(takeResumeAway(record, machine))
  for (const file of record.files) {
    await attempt(removeDurably(partOf(file)))
    await attempt(removeDurably(file))
  }
  // What the live boot has noted, and has left behind, goes with the installation that it is about.
  await attempt(removeDurably(sourcePlaces.runRecord))
  await attempt(removeDurably(sourcePlaces.trial))
  const menu = loaders[record.entry.loader].planMenu?.(record.entry)
  if (menu) await attempt(removeDurably(menu.trial.file))
  for (const folder of [sourcePlaces.aptState, sourcePlaces.firstBoot])
    await attempt(rm(folder, {recursive: true, force: true}))
  for (const folder of record.folders) await attempt(removeIfEmpty(folder))
  // The image may lie where it was fetched to, and nothing boots it any more.
  const folders = [...record.folders]
  for (const place of withFetched ? record.fetched : []) {
    await attempt(removeFetched(place).then(made => void folders.push(...made)))
  }
  if (failures.length === 0) await attempt(removeRecord())
  if (failures.length > 0) throw fileFailure(failures[0])
  // The one with the record in it was not empty before.
  for (const folder of folders) await removeIfEmpty(folder)
}

/**
 * Takes an installation away. What cannot be taken away may still boot.
 *
 * Throws `NOT_UNDONE`, which says what boots next.
 */
export async function removeInstallation(
  record: InstallationRecord,
  {environment, withFetched = false, cause}: Environment & Reach & {readonly cause?: unknown},
): Promise<void> {
  try {
    await takeAway(record, {environment, withFetched})
  } catch (error) {
    const left = (await readRecord().catch(() => undefined)) ?? record
    throw new LivemodeError(
      'NOT_UNDONE',
      `not everything could be taken away: ${(error as Error).message}`,
      {
        hint: `${await sayWhatBoots(left, {environment})}; "livemode remove" takes the rest away`,
        // Its sentence is in that one already.
        ...(cause !== undefined && {cause}),
      },
    )
  }
}

/** A loader that does not answer may boot anything. */
async function sayWhatBoots(record: InstallationRecord, machine: Environment): Promise<string> {
  const isHeld = await isResumed(record, machine).catch(() => true)
  const isNext = await isArmed(record, machine).catch(() => true)
  if (isHeld || isNext) return 'the live image may be what boots next'
  return 'what boots next is this system'
}

async function disarm(record: InstallationRecord, machine: Environment): Promise<void> {
  const {arming} = loaders[record.entry.loader]
  if (arming.file !== null) {
    await givePlaceBack(arming.file, record, {
      isOurs: place => isOurEnvironment(place, record),
      repair: async () => {
        const next = (await isArmed(record, machine)) ? null : await ask(arming.armed, machine)
        await writeArming(arming, next, machine)
      },
    })
  } else if (await isArmed(record, machine)) {
    await writeArming(arming, record.armedBefore, machine)
  }
}

/** When GRUB has booted the entry, it has changed the block itself: the variable is empty then. */
async function isOurEnvironment(place: string, {entryId}: InstallationRecord): Promise<boolean> {
  const [current = '', kept = ''] = await Promise.all(
    [place, keptFrom(place)].map(async path => (await readWholeFile(path))?.toString('latin1')),
  )
  const next = parseGrubEnvironment(current).get('next_entry') ?? ''
  return ['', entryId].includes(next) && differInNextEntryOnly(current, kept)
}

async function removeEntry({...record}: InstallationRecord, machine: Environment) {
  const loader = loaders[record.entry.loader]
  for (const {path} of loader.planFiles(record.entry)) {
    await removeDurably(partOf(path))
    await removeDurably(path)
  }
  const removals = record.entry.steps.filter(loader.isRemoval)
  // Its answer is a failure where there is no such entry; that it gives none at all is another matter.
  const question = loader.planReading?.(record.entry)
  const isHeld = async () =>
    question &&
    ask(question, machine).catch(error => {
      if (hasExited(error)) return null
      throw error
    })
  // Of several configurations the first removal may have taken the entry out of all: there is nothing left to do then.
  for (const argv of removals) if (await isHeld()) await runProgram(argv, machine)
  const {rewritten} = loader
  if (rewritten === null) return
  await givePlaceBack(rewritten.file, record, {
    isOurs: async () => false,
    repair: async () => {
      for (const argv of rewritten.planRepair()) await runProgram(argv, machine)
    },
  })
}

/** Others may have put something in since. */
async function removeIfEmpty(folder: string): Promise<void> {
  // A file system that is read-only says so before it says that there is nothing.
  if (!(await isThere(folder))) return
  await rmdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(error.code ?? '')) throw error
  })
}
