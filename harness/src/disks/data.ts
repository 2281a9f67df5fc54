import {dirname} from 'node:path'
import {Readable} from 'node:stream'
import type {PlannedFile} from '@livemode/config'
import {findImage, packFiles, type Session} from '@livemode/container'
import type {FileSystemId} from './file-systems/index.ts'
import {makeOnce} from './made-once.ts'
import {fillDisk} from './make.ts'
import {modificationTime} from './source-tree.ts'

/** A disk with one partition that belongs to no system. */
export interface DataDiskPlan {
  readonly fileSystem: FileSystemId
  readonly uuid: string
  readonly files: readonly PlannedFile[]
  readonly freeMebibytes: number
}

/** The disk that a source machine sees on two paths; its one file says its name. */
export const sharedDisk: DataDiskPlan = {
  fileSystem: 'ext4',
  uuid: '6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e21',
  files: [{path: '/marker', type: 'file', mode: '0644', uid: 0, gid: 0, content: 'shared\n'}],
  freeMebibytes: 16,
}

/** Makes a disk without a system on it, unless it is there already. */
export async function ensureDataDisk(
  session: Session,
  request: {readonly plan: DataDiskPlan; readonly toolbox: string; readonly file: string},
): Promise<void> {
  const {plan, toolbox, file} = request
  await makeOnce(file, {
    inputs: {plan, toolbox: await findImage(session.engine, toolbox)},
    make: async name => {
      const binds = {[dirname(file)]: '/disks'}
      await using workbench = await session.start(toolbox, {name: 'data-disk', binds})
      const tree = '/data'
      await workbench.exec(['mkdir', tree])
      await workbench.exec(['tar', '--extract', '--numeric-owner', '--directory', tree], {
        input: Readable.from([await packFiles(plan.files, {modificationTime})]),
      })
      await fillDisk(workbench, {disk: `/disks/${name}`, partitions: [{...plan, tree}]})
    },
  })
}
