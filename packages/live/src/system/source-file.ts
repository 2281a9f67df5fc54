import {posix} from 'node:path'
import type {SourceTree} from './source-tree.ts'

/** A regular file of the source. */
export interface SourceFile {
  /** Its path in the source. */
  readonly path: string
  readonly content: Uint8Array
  /** Its permissions. */
  readonly mode: number
}

/** Reads a file with its permissions, without set-user-ID and the like; undefined where there is none. */
export function readSourceFile(source: SourceTree, path: string): SourceFile | undefined {
  const content = source.readFile(path)
  const mode = source.stat(path)?.mode
  if (content === undefined || mode === undefined) return undefined
  return {path, content, mode: mode & 0o777}
}

/** Reads the files in a folder whose names end in a suffix, in the order of their names; not the hidden ones. */
export const readSourceFiles = (
  source: SourceTree,
  folder: string,
  suffix = '',
): readonly SourceFile[] =>
  source
    .list(folder)
    .filter(name => name.endsWith(suffix) && !name.startsWith('.'))
    .flatMap(name => readSourceFile(source, posix.join(folder, name)) ?? [])
