import {rmdir} from 'node:fs/promises'
import {dirname} from 'node:path'
import {LivemodeError} from '@livemode/config'
import {readWholeFile} from '@livemode/host'
import {sourcePlaces} from '@livemode/live'
import {z} from 'zod'
import {partOf, removeDurably, writeDurably} from './durable.ts'

/** Where a machine keeps what was installed on it. */
export const recordPath = sourcePlaces.installed

const path = z.string().startsWith('/')
const words = z.array(z.string())

/** Of the record; those before had none. */
export const recordVersion = 1

const recordSchema = z.object({
  version: z.literal(recordVersion).default(recordVersion),
  /** `incomplete` from before the first change until everything but the arming is done. */
  state: z.enum(['incomplete', 'complete']),
  buildId: z.string(),
  /** The release that the image leads to. */
  target: z.string(),
  entry: z.object({
    loader: z.enum(['grubby', 'systemd-boot', 'grub', 'kexec']),
    title: z.string(),
    kernel: path,
    initramfs: path,
    arguments: z.object({add: words, remove: words}),
    cmdline: z.string(),
    steps: z.array(words),
  }),
  /** What the loader calls the entry; null until the loader has been asked. */
  entryId: z.string().nullable(),
  /** The files that were made, in the order in which they are taken away. */
  files: z.array(path),
  /** The folders that were made for them, the deepest first. */
  folders: z.array(path),
  /** Folders that artifacts were fetched into, which go when the installation is no longer wanted. */
  fetched: z.array(path).default([]),
  /** The loader's files that were written anew, each with the checksum of the new one. */
  rewritten: z.record(path, z.object({sha256: z.string(), existed: z.boolean()})),
  /** What the firmware was told to boot next before. */
  armedBefore: z.string().nullable(),
  /** The boot that it was installed and armed in, by its id, see random(4); null where it is not known. */
  installedIn: z.string().nullable().default(null),
  /** When that was; null in records that were made before it was noted. */
  installedAt: z.iso.datetime().nullable().default(null),
})

/** Everything that is needed to take an installation away again, however far it has come. */
export type InstallationRecord = Readonly<z.output<typeof recordSchema>>

/**
 * What is recorded to be installed on this machine; undefined when nothing is.
 *
 * Throws `HOST_INVALID` where the record is damaged, and `USAGE` where a newer livemode has written it.
 */
export async function readRecord(): Promise<InstallationRecord | undefined> {
  const content = await readWholeFile(recordPath)
  if (content === undefined) return undefined
  try {
    const found: unknown = JSON.parse(content.toString('utf8'))
    assertKnown(found)
    return recordSchema.parse(found)
  } catch (error) {
    if (error instanceof LivemodeError) throw error
    throw new LivemodeError('HOST_INVALID', `${recordPath} is not what livemode has written`, {
      hint: '"livemode remove" takes away what is there without it',
      cause: error,
    })
  }
}

function assertKnown(found: unknown): void {
  const {version = recordVersion} = Object(found) as {version?: unknown}
  if (typeof version !== 'number' || version <= recordVersion) return
  throw new LivemodeError(
    'USAGE',
    `${recordPath} is of version ${version}, and this livemode knows version ${recordVersion}`,
    {hint: 'use the livemode that has installed the image'},
  )
}

export async function writeRecord(record: InstallationRecord): Promise<void> {
  const content = `${JSON.stringify(record, undefined, 2)}\n`
  await writeDurably(recordPath, {content, mode: 0o600})
}

/**
 * Takes away what an installation leaves that was ended before there was a record: a part of one, or the folder for it,
 * which is made first.
 */
export async function removeUnrecorded(): Promise<void> {
  await removeRecord()
  await rmdir(dirname(recordPath)).catch((error: NodeJS.ErrnoException) => {
    if (!['ENOENT', 'ENOTDIR', 'ENOTEMPTY', 'EEXIST', 'EBUSY'].includes(error.code ?? ''))
      throw error
  })
}

export async function removeRecord(): Promise<void> {
  await removeDurably(partOf(recordPath))
  await removeDurably(recordPath)
}
