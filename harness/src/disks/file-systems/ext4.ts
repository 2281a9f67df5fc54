import {type FileSystem, mebibyte} from './file-system.ts'
import {putWithDebugfs} from './put-ext4.ts'

export const ext4 = {
  make: ({tree, file, uuid}) => [['mke2fs', '-q', '-t', 'ext4', '-U', uuid, '-d', tree, file]],
  // Inodes (a 64th), journal, and the blocks that are kept for root (a 20th).
  overhead: bytes => bytes * 0.08 + 128 * mebibyte,
  put: putWithDebugfs,
} satisfies FileSystem
