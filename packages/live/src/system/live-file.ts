import {chmodSync, mkdirSync, renameSync, rmSync, writeFileSync} from 'node:fs'
import {dirname} from 'node:path'
import type {LiveSystem} from './live-system.ts'

/** A file that the live system is to have. */
export interface LiveFile {
  /** Its path in the live system. */
  readonly path: string
  readonly content: string | Uint8Array
  readonly mode: number
}

/** Writes a file and the folders above it. Who reads it meanwhile sees the old one, or all of the new one. */
export function writeLiveFile(live: LiveSystem, {path, content, mode}: LiveFile): void {
  const place = live.path(path)
  const beside = `${place}.new`
  mkdirSync(dirname(place), {recursive: true})
  rmSync(beside, {force: true})
  // From its first byte nobody else may read a key; the umask must not take anything from the mode either.
  writeFileSync(beside, content, {mode, flag: 'wx'})
  chmodSync(beside, mode)
  renameSync(beside, place)
}
