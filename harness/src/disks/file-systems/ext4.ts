import {type FileSystem, mebibyte} from './file-system.ts'
import {putWithDebugfs} from './put-ext4.ts'

/** What neither e2fsck nor GRUB of the sources' releases know, the toolbox's mke2fs has by default. */
const older = '^metadata_csum_seed,^orphan_file'

export const ext4 = {
  make: ({tree, file, uuid}) => [
    ['mke2fs', '-q', '-t', 'ext4', '-O', older, '-U', uuid, '-d', tree, file],
  ],
  // Inodes (a 64th), journal, and the blocks that are kept for root (a 20th).
  overhead: bytes => bytes * 0.08 + 128 * mebibyte,
  put: putWithDebugfs,
} satisfies FileSystem
