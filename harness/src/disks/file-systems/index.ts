import {btrfs} from './btrfs.ts'
import {ext4} from './ext4.ts'
import type {FileSystem} from './file-system.ts'
import {xfs} from './xfs.ts'

export type FileSystemId = 'btrfs' | 'ext4' | 'xfs'

export const fileSystems = {btrfs, ext4, xfs} satisfies Record<FileSystemId, FileSystem>
