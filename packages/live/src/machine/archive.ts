import type {PlannedFile} from '@livemode/config'
import {places} from '../tables/places.ts'

/** The kernel finds an archive behind another one at a multiple of this, see `padding`. */
const alignment = 4

const kinds = {file: 0o100000, directory: 0o040000, symlink: 0o120000} as const

/**
 * Renders the machine's part as the archive that follows the initramfs: an uncompressed cpio of the kind newc, which the
 * kernel unpacks behind those before it (Documentation/driver-api/early-userspace/buffer-format.rst). Its files lie
 * below `places.machinePart`, and go into the live root; those of the initramfs alone lie where they are. The same files
 * give the same bytes.
 */
export function renderMachineArchive(
  files: readonly PlannedFile[],
  {initramfs = []}: {initramfs?: readonly PlannedFile[]} = {},
): Buffer {
  const moved = files.map(file => ({...file, path: `${places.machinePart}${file.path}`}))
  const entries = withFolders([...moved, ...initramfs])
  const parts = entries.map((file, index) => renderEntry(file, index + 1))
  return Buffer.concat([...parts, renderEntry(trailer, 0)])
}

/** What has to stand between an initramfs of that size and an archive that follows it: the kernel skips zeros. */
export const padding = (size: number): Buffer =>
  Buffer.alloc((alignment - (size % alignment)) % alignment)

const root = {uid: 0, gid: 0} as const
const trailer = {path: '/TRAILER!!!', type: 'file', mode: '0000', ...root, content: ''} as const

function renderEntry(file: PlannedFile, inode: number): Buffer {
  const name = Buffer.from(`${file.path.slice(1)}\0`)
  const content = Buffer.from(contentOf(file))
  const fields = [
    inode,
    inode === 0 ? 0 : kinds[file.type] | Number.parseInt(file.mode, 8),
    file.uid,
    file.gid,
    file.type === 'directory' ? 2 : 1,
    // No clock: the time of modification.
    0,
    content.length,
    // Device numbers, which do not matter.
    ...[0, 0, 0, 0],
    name.length,
    0,
  ]
  const header = Buffer.from(`070701${fields.map(renderField).join('')}`)
  const start = Buffer.concat([header, name])
  return Buffer.concat([start, padding(start.length), content, padding(content.length)])
}

const renderField = (value: number) => value.toString(16).padStart(8, '0')

function contentOf(file: PlannedFile): string {
  if (file.type === 'file') return file.content
  return file.type === 'symlink' ? file.target : ''
}

/** The kernel makes no folders by itself: each comes before what is in it. */
function withFolders(files: readonly PlannedFile[]): readonly PlannedFile[] {
  const all = new Map<string, PlannedFile>()
  for (const file of files.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    const names = file.path.split('/').slice(1, -1)
    for (const [index] of names.entries()) {
      const path = `/${names.slice(0, index + 1).join('/')}`
      if (!all.has(path)) all.set(path, {path, type: 'directory', mode: '0755', ...root})
    }
    all.set(file.path, file)
  }
  return [...all.values()]
}
