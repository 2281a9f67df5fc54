import {dirname} from 'node:path'
import {Readable} from 'node:stream'
import {LivemodeError} from '@livemode/config'
import type {PutFile} from './file-system.ts'

/** Puts a file into an ext4 file system that is not mounted, with the folders above it (debugfs(8)). */
export async function putWithDebugfs(request: PutFile): Promise<void> {
  const {workbench, disk, offset, source, path} = request
  const fileSystem = `${disk}?offset=${offset}`
  const commands = renderPut({source, path})
  await workbench.exec(['debugfs', '-w', '-f', '/dev/stdin', fileSystem], {
    input: Readable.from([commands]),
  })
  // debugfs says what went wrong, but exits 0 all the same.
  const wanted = await workbench.exec(['stat', '--format=%s', source])
  const found = await workbench.exec(['debugfs', '-R', `stat ${path}`, fileSystem])
  const [, size] = /Size: (\d+)/.exec(found.stdout) ?? []
  if (size !== wanted.stdout.trim()) {
    const message = `debugfs did not write ${path}: it should have ${wanted.stdout.trim()} bytes, and has ${size ?? 'none'}`
    throw new LivemodeError('COMMAND_FAILED', message)
  }
}

/** Commands for debugfs. A folder that is there already stays as it is. */
export function renderPut({source, path}: Pick<PutFile, 'source' | 'path'>): string {
  const folders: string[] = []
  for (let folder = dirname(path); folder !== '/'; folder = dirname(folder)) folders.unshift(folder)
  return [
    ...folders.map(folder => `mkdir ${folder}`),
    `write ${source} ${path}`,
    `set_inode_field ${path} mode 0100644`,
    '',
  ].join('\n')
}
