import {type FileSystem, mebibyte} from './file-system.ts'

export const xfs = {
  // A protofile lists a whole tree, with the places where mkfs.xfs finds the contents.
  make: ({tree, file, uuid}) => [
    ['sh', '-c', 'xfs_protofile "$1" >"$2.proto"', 'sh', tree, file],
    ['mkfs.xfs', '-q', '-m', `uuid=${uuid}`, '-p', `${file}.proto`, file],
  ],
  overhead: bytes => bytes * 0.05 + 256 * mebibyte,
} satisfies FileSystem
