import {dirname, posix} from 'node:path'
import {LivemodeError} from '@livemode/config'
import {parseKernelCommandLine, readBootFolder} from '@livemode/host'
import {readArmed} from './arm.ts'
import {ask} from './ask.ts'
import {bootableFolders, usualBootFolder} from './boot-folder.ts'
import {isThere} from './durable.ts'
import type {BootEntry, LoaderId} from './entry.ts'
import {type HeldEntry, type Loader, loaders, type Question} from './loaders/index.ts'
import {hasExited, type Machine, runProgram} from './machine.ts'
import {type InstallationRecord, readRecord, recordVersion} from './record.ts'

/** The first two are in the boot entry. */
type BootFiles = readonly [kernel: string, initramfs: string, ...others: string[]]

/** What every installation puts on a machine, by names that do not change. */
export interface FixedNames {
  /** In the folder that kernels are booted from, without their folder: those of today, and those that earlier versions had. */
  readonly bootFiles: readonly BootFiles[]
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
 * What is installed on this machine: by its record or, where there is none or it is damaged, by what a boot loader and
 * the disk have. Asks this loader, or all whose programs are there. undefined: nothing is installed.
 *
 * Throws `USAGE` for the record of a newer livemode, `HOST_INVALID` for a damaged one where nothing else tells of the
 * installation, and `COMMAND_FAILED` when a loader cannot be asked.
 */
export async function findInstallation(
  loaderId: LoaderId | undefined,
  names: FixedNames,
  machine: Environment,
): Promise<FoundInstallation | undefined> {
  const read = await readRecord().catch((error: unknown) => {
    if (error instanceof LivemodeError && error.code === 'HOST_INVALID') return error
    throw error
  })
  if (read !== undefined && !(read instanceof LivemodeError)) {
    return {record: read, withoutRecord: null}
  }
  const asked = loaderId === undefined ? Object.values(loaders) : [loaders[loaderId]]
  for (const loader of asked) {
    if (!(await hasProgram(loader, machine))) continue
    for (const bootFiles of await listBootFiles(loader, names, machine)) {
      const record = await findUnrecorded(loader, {bootFiles, files: names.files}, machine)
      if (record) return {record, withoutRecord: read?.message ?? 'there is no record of it'}
    }
  }
  if (read instanceof LivemodeError) throw read
  return undefined
}

const hasProgram = ({program}: Loader, machine: Environment): Promise<boolean> =>
  runProgram(['sh', '-c', `command -v ${program}`], machine).then(
    () => true,
    () => false,
  )

/** Makes the record of an installation from what there is of it. */
async function findUnrecorded(
  loader: Loader,
  {bootFiles, files}: {readonly bootFiles: BootFiles; readonly files: readonly string[]},
  machine: Environment,
): Promise<InstallationRecord | undefined> {
  const [kernel, initramfs] = bootFiles
  const bare = {loader: loader.id, title: '', kernel, initramfs, cmdline: ''}
  const entry = {...bare, arguments: {add: [], remove: []}}
  const held = await readOwnEntry(entry, machine)
  const entryId = held?.id ?? loader.ownId
  const armed = await ifItAnswers(readArmed(loader.id, machine))
  const entryFiles = loader.planFiles(entry).map(({path}) => path)
  const isShown = loader.planReading !== null
  // What it has to start may be anybody's where it shows no entry.
  const isArmed = isShown && armed !== null && armed === entryId
  // Kernel and initramfs alone may be anybody's, too: Leapp has the names that earlier versions had, but not in a folder of that name.
  const traces = isShown ? entryFiles : bootFiles
  if (held === null && !isArmed && (await onDisk(traces)).length === 0) return undefined
  const rewritten = [loader.rewritten?.file, loader.arming.file].filter(file => file != null)
  return {
    version: recordVersion,
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
    files: await onDisk([...entryFiles, ...bootFiles, ...files]),
    folders: loader.kernelFolder === '' ? [] : [dirname(kernel)],
    // None of what they were is known: what is ours is taken out of them.
    rewritten: Object.fromEntries(rewritten.map(file => [file, {sha256: '', existed: true}])),
    fetched: [],
    armedBefore: null,
    installedIn: null,
    installedAt: null,
  }
}

/** What only an entry of livemode's has: by this or that, by its version, it says which image it boots. */
const imageArgument = 'upgrade.image.'

/** Where kernel and initramfs may be: first where there is something, last where they would be. */
async function listBootFiles(
  {hasBootFolder, kernelFolder}: Loader,
  {bootFiles}: FixedNames,
  machine: Environment,
): Promise<readonly BootFiles[]> {
  const told = hasBootFolder ? await readBootFolder(machine) : undefined
  const folders = hasBootFolder ? [told ?? usualBootFolder, ...bootableFolders] : [usualBootFolder]
  const places = bootFiles.flatMap(names =>
    folders.map(folder => inFolder(names, posix.join(folder, kernelFolder))),
  )
  const found = await Promise.all(places.map(async files => (await onDisk(files)).length > 0))
  return [...places.filter((_files, index) => found[index]), ...places.slice(0, 1)]
}

const inFolder = ([kernel, initramfs, ...others]: BootFiles, folder: string): BootFiles => [
  posix.join(folder, kernel),
  posix.join(folder, initramfs),
  ...others.map(name => posix.join(folder, name)),
]

async function onDisk(files: readonly string[]): Promise<string[]> {
  const found = await Promise.all(files.map(isThere))
  return files.filter((_file, index) => found[index])
}

/** The entry of livemode's that the loader has now; null where it has none. */
async function readOwnEntry(entry: BootEntry, machine: Environment): Promise<HeldEntry | null> {
  const {planReading, rewritten} = loaders[entry.loader]
  const question = planReading?.(entry)
  if (question === undefined) return null
  // While an entry is made, it is looked for in what is to take the place of the menu.
  const used: Question<HeldEntry> =
    question.argv || rewritten === null ? question : {...question, file: rewritten.file}
  const held = await ifItAnswers(ask(used, machine))
  const isOurs = parseKernelCommandLine(held?.cmdline ?? '').some(({name}) =>
    name.startsWith(imageArgument),
  )
  return isOurs ? held : null
}

/** A program that has run, and has failed, has nothing of the kind; one that has not run tells nothing. */
const ifItAnswers = <Answer>(answer: Promise<Answer | null>): Promise<Answer | null> =>
  answer.catch(error => {
    if (hasExited(error)) return null
    throw error
  })
