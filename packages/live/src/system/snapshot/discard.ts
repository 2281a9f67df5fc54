import {existsSync} from 'node:fs'
import {posix} from 'node:path'
import {isWithin, type Mount} from '@livemode/host'
import {removeDurably} from '../durable.ts'
import type {LiveSystem} from '../live-system.ts'
import {folderAt, manifestFile} from './manifest.ts'
import {runLong} from './program.ts'

/** Takes away what there is of a snapshot, however much of it: its mark goes first. */
export async function discardSnapshot(
  live: LiveSystem,
  mounts: readonly Pick<Mount, 'target'>[],
): Promise<void> {
  const {root} = live.source
  const folders = [root, ...mounts.map(({target}) => target)]
    .filter(target => isWithin(target, root))
    .map(target => folderAt(target))
    .filter(folder => existsSync(folder))
  if (folders.length === 0) return
  const mark = posix.join(root, manifestFile)
  if (existsSync(mark)) removeDurably(mark)
  for (const folder of new Set(folders)) {
    const argv = ['rm', '--recursive', '--force', '--one-file-system', '--', folder]
    try {
      await runLong(live, argv)
    } catch {
      // What must not be changed stays otherwise.
      live.run(['chattr', '-R', '-f', '-i', '-a', folder])
      await runLong(live, argv)
    }
  }
}
