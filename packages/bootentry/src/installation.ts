import {stat} from 'node:fs/promises'
import {dirname} from 'node:path'
import {LivemodeError} from '@livemode/config'
import {readArmed} from './arm.ts'
import {readBootId} from './boot-id.ts'
import {isThere, missingFolders} from './durable.ts'
import type {BootEntryPlan} from './entry.ts'
import {loaders} from './loaders/index.ts'
import type {Machine} from './machine.ts'
import {type InstallationRecord, recordPath, recordVersion} from './record.ts'

/** A file that goes to its place on the machine. */
export interface InstalledFile {
  readonly from: string
  readonly to: string
  /** Of what is read; the checksum, too. */
  readonly size: number
  readonly sha256: string
  /** What follows it in its place: an archive that the kernel reads behind that of an initramfs. */
  readonly appended?: Buffer
  /** Told as one with the others of its group, by the folder that they go to. */
  readonly group?: string
}

/** A small file that is made in its place. */
export interface WrittenFile {
  readonly path: string
  readonly mode: number
  readonly content: string
}

export interface Installation {
  readonly entry: BootEntryPlan
  readonly buildId: string
  readonly target: string
  readonly files: readonly InstalledFile[]
  /** What the live system reads on the source's disk. */
  readonly written: readonly WrittenFile[]
  /** When it is installed. */
  readonly time: Date
  /** The folder that its artifacts were fetched into, where they were. */
  readonly fetchedInto?: string
}

/** What has to be copied: not what lies in its place already, for that is where it was built. */
export async function planCopies(
  {entry, files, written}: Installation,
  earlier: InstallationRecord | undefined,
): Promise<readonly InstalledFile[]> {
  const places = [...files.map(({to}) => to), ...written.map(({path}) => path)]
  for (const {path} of loaders[entry.loader].planFiles(entry)) places.push(path)
  const inPlace = await Promise.all(files.map(isSameFile))
  const spoiled = files.find(({appended}, index) => appended && inPlace[index])
  if (spoiled) {
    const message = `${spoiled.from} lies where it is booted from, with what belongs to this machine behind it`
    throw new LivemodeError('USAGE', message, {
      hint: 'keep the artifacts in another folder (--out)',
    })
  }
  const copies = files.filter((_file, index) => !inPlace[index])
  const others = places.filter(place => !files.some((file, i) => file.to === place && inPlace[i]))
  for (const place of others) {
    if (earlier?.files.includes(place) || !(await isThere(place))) continue
    throw new LivemodeError(
      'USAGE',
      `${place} is there already, and there is no record that livemode has put it there`,
      {
        hint: 'move it away, or choose another place',
      },
    )
  }
  return copies
}

/** Plans which files are written or changed. */
export function planPlaces(
  {entry, written}: Installation,
  copies: readonly InstalledFile[],
): readonly string[] {
  const {arming, planFiles, rewritten} = loaders[entry.loader]
  return [
    ...planFiles(entry).map(({path}) => path),
    ...copies.map(({to}) => to),
    ...written.map(({path}) => path),
    recordPath,
    ...[rewritten?.file, arming.file].filter(file => file != null),
  ]
}

async function isSameFile({from, to}: InstalledFile): Promise<boolean> {
  const [source, place] = await Promise.all([from, to].map(path => stat(path).catch(() => null)))
  return source != null && source.ino === place?.ino && source.dev === place.dev
}

/** Plans what has to be known to take the installation away again. */
export async function planRecord(
  {entry, buildId, target, written, time, fetchedInto}: Installation,
  {
    copies,
    earlier,
    machine,
  }: {
    copies: readonly InstalledFile[]
    earlier: InstallationRecord | undefined
    machine: Machine
  },
): Promise<InstallationRecord> {
  const {arming, planFiles} = loaders[entry.loader]
  const entryFiles = planFiles(entry).map(({path}) => path)
  const made = [...entryFiles, ...copies.map(({to}) => to), ...written.map(({path}) => path)]
  const folders = await Promise.all(
    [...made, recordPath].map(file => missingFolders(dirname(file))),
  )
  return {
    version: recordVersion,
    state: 'incomplete',
    buildId,
    target,
    entry: structuredClone(entry) as InstallationRecord['entry'],
    entryId: null,
    files: made,
    folders: [...new Set(folders.flat())].toSorted((a, b) => b.length - a.length),
    fetched: [...new Set([...(earlier?.fetched ?? []), ...(fetchedInto ? [fetchedInto] : [])])],
    rewritten: {},
    armedBefore: arming.file === null ? await readArmed(entry.loader, machine) : null,
    installedIn: await readBootId(),
    installedAt: time.toISOString(),
  }
}
