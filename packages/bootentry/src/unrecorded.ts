import {dirname, posix} from 'node:path'
import {LivemodeError} from '@livemode/config'
import {readBootFolder} from '@livemode/host'
import {readArmed} from './arm.ts'
import {ask} from './ask.ts'
import {usualBootFolder} from './boot-folder.ts'
import {isThere} from './durable.ts'
import type {BootEntry, LoaderId} from './entry.ts'
import {type HeldEntry, loaders, type Question} from './loaders/index.ts'
import type {Machine} from './machine.ts'
import {type InstallationRecord, readRecord} from './record.ts'

/** What every installation puts on a machine, by names that do not change. */
export interface FixedNames {
  /** In the folder that kernels are booted from, without their folder; the first two are in the boot entry. */
  readonly bootFiles: readonly [kernel: string, initramfs: string, ...others: string[]]
  /** Elsewhere, whole paths. */
  readonly files: readonly string[]
}

export interface FoundInstallation {
  readonly record: InstallationRecord
  /** Why it is not livemode's own record; null: it is. */
  readonly withoutRecord: string | null
}

type Environment = Pick<Machine, 'environment'>

/**
 * What is installed on this machine: by its record or, where there is none or it is damaged, by what the boot loader
 * and the disk have. undefined: nothing is.
 *
 * Throws `USAGE` for the record of a newer livemode.
 */
export async function findInstallation(
  loader: LoaderId | 'unknown',
  names: FixedNames,
  machine: Environment,
): Promise<FoundInstallation | undefined> {
  const read = await readRecord().catch(error => {
    if (isDamaged(error)) return error as LivemodeError
    throw error
  })
  if (read !== undefined && !(read instanceof LivemodeError)) {
    return {record: read, withoutRecord: null}
  }
  const record = loader === 'unknown' ? undefined : await findUnrecorded(loader, names, machine)
  return record && {record, withoutRecord: read?.message ?? 'there is no record of it'}
}

const isDamaged = (error: unknown) =>
  error instanceof LivemodeError && error.code === 'HOST_INVALID'

/** Makes the record of an installation from what there is of it. */
async function findUnrecorded(
  loaderId: LoaderId,
  names: FixedNames,
  machine: Environment,
): Promise<InstallationRecord | undefined> {
  const loader = loaders[loaderId]
  const boot = (loader.hasBootFolder && (await readBootFolder(machine))) || usualBootFolder
  const folder = posix.join(boot, loader.kernelFolder)
  const bootFiles = names.bootFiles.map(name => posix.join(folder, name))
  const [kernel = '', initramfs = ''] = bootFiles
  const bare = {loader: loaderId, title: '', kernel, initramfs, cmdline: ''}
  const entry = {...bare, arguments: {add: [], remove: []}}
  const held = await readHeld(entry, machine)
  const entryId = held?.id ?? loader.ownId
  const armed = await readArmed(loaderId, machine).catch(() => null)
  const entryFiles = loader.planFiles(entry).map(({path}) => path)
  const isArmed = armed !== null && armed === entryId
  // Files alone may be anybody's.
  if (held === null && !isArmed && (await onDisk(entryFiles)).length === 0) return undefined
  const rewritten = [loader.rewritten?.file, loader.arming.file].filter(file => file != null)
  return {
    version: 1,
    state: 'incomplete',
    buildId: '',
    target: '',
    entry: {
      ...entry,
      title: held?.title ?? '',
      cmdline: held?.cmdline ?? '',
      steps: loader
        .planSteps(entry)
        .filter(loader.isRemoval)
        .map(step => [...step]),
    },
    entryId,
    files: await onDisk([...entryFiles, ...bootFiles, ...names.files]),
    folders: loader.kernelFolder === '' ? [] : [dirname(kernel)],
    // None of what they were is known: what is ours is taken out of them.
    rewritten: Object.fromEntries(rewritten.map(file => [file, {sha256: '', existed: true}])),
    armedBefore: null,
    armedIn: null,
  }
}

async function onDisk(files: readonly string[]): Promise<string[]> {
  const found = await Promise.all(files.map(isThere))
  return files.filter((_file, index) => found[index])
}

/** The entry that the loader has now; null where it has none, or cannot be asked. */
async function readHeld(entry: BootEntry, machine: Environment): Promise<HeldEntry | null> {
  const {planReading, rewritten} = loaders[entry.loader]
  const question = planReading(entry)
  // While an entry is made, it is looked for in what is to take the place of the menu.
  const used: Question<HeldEntry> =
    question.argv || rewritten === null ? question : {...question, file: rewritten.file}
  return ask(used, machine).catch(() => null)
}
