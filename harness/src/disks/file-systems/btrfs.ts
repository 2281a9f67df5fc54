import {type FileSystem, mebibyte} from './file-system.ts'

export const btrfs = {
  make: ({tree, file, uuid}) => [
    ['mkfs.btrfs', '--quiet', '--uuid', uuid, '--rootdir', tree, file],
  ],
  // What it knows of the files it keeps twice.
  overhead: bytes => bytes * 0.1 + 512 * mebibyte,
} satisfies FileSystem
