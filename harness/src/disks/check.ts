import type {Container, Session} from '@livemode/container'
import {diskPlaces, type MachineDisk} from '../machine/disk-arguments.ts'
import {readPartitionOffset} from './partition-table.ts'

export interface FileSystemCheck {
  readonly clean: boolean
  /** What e2fsck says. */
  readonly report: string
}

const copy = '/disk.raw'
const fileSystem = '/file-system'

/**
 * Tells whether the ext4 file system of a partition is whole, as the next boot will find it: after what
 * stands in its journal has been done, and without any repair. The disk stays as it is; its machine
 * must have ended.
 */
export async function checkFileSystem(
  session: Session,
  request: {
    readonly toolbox: string
    readonly disk: Pick<MachineDisk, 'file' | 'overlay'>
    /** Which partition of the disk; the first one has the index 0. */
    readonly partition: number
  },
): Promise<FileSystemCheck> {
  const {toolbox, disk, partition} = request
  const places = diskPlaces(0)
  const binds = {[disk.file]: `${places.file}:ro`, [disk.overlay]: `${places.overlay}:ro`}
  await using workbench = await session.start(toolbox, {name: 'check', binds})
  await workbench.exec(['qemu-img', 'convert', '-O', 'raw', places.overlay, copy])
  const offset = await readPartitionOffset(workbench, {disk: copy, index: partition})
  // A file of its own: e2fsck opens it again after the journal, and has then forgotten an offset.
  const place = ['iflag=skip_bytes', `skip=${offset}`, 'bs=1M', 'conv=sparse', 'status=none']
  await workbench.exec(['dd', `if=${copy}`, `of=${fileSystem}`, ...place])
  // Not with -f: that would repair everything, whatever else is said.
  const journal = await e2fsck(workbench, ['-y', '-E', 'journal_only', fileSystem])
  const rest = await e2fsck(workbench, ['-f', '-n', fileSystem])
  return {clean: journal.code <= replayed && rest.code === 0, report: journal.said + rest.said}
}

/** The exit code of e2fsck when it has changed something: here what the journal says. */
const replayed = 1

async function e2fsck(workbench: Container, options: readonly string[]) {
  // The exit code is an answer, not a failure.
  const script = 'e2fsck "$@" 2>&1; echo "$?"'
  const {stdout} = await workbench.exec(['sh', '-c', script, 'sh', ...options])
  const [, said = '', code] = /^(.*?)(\d+)\n$/s.exec(stdout) ?? []
  return {code: Number(code), said}
}
