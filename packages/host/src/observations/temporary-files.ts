import {lstat} from 'node:fs/promises'
import {join, posix} from 'node:path'
import {foldersAmong, walkFolders} from './folders.ts'
import type {Observations} from './observations.ts'

const mostFolders = 5_000
const mostExamples = 3

/** What systemd and its like make there at every boot, see tmpfiles.d/x11.conf. */
const usual = /^(systemd-private-.*|snap-private-tmp|\.(ICE|X11|XIM|font|Test)-unix|\.X\d+-lock)$/

/** What lies in /tmp, and how large it is. */
export async function readTemporaryFiles(root: string): Promise<Observations['temporaryFiles']> {
  const paths: string[] = []
  await walkFolders(root, {
    from: ['/tmp'],
    mostFolders,
    look(path, entries) {
      const own = entries.filter(({name}) => path !== '/tmp' || !usual.test(name))
      for (const entry of own) if (entry.isFile()) paths.push(posix.join(path, entry.name))
      return foldersAmong(own)
    },
  })
  let bytes = 0
  for (const path of paths) bytes += (await lstat(join(root, path)).catch(() => ({size: 0}))).size
  return {files: paths.length, bytes, examples: paths.toSorted().slice(0, mostExamples)}
}
