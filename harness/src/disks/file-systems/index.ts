import {ext4} from './ext4.ts'
import type {FileSystem} from './file-system.ts'
import {xfs} from './xfs.ts'

export type FileSystemId = 'ext4' | 'xfs'

export const fileSystems = {ext4, xfs} satisfies Record<FileSystemId, FileSystem>
