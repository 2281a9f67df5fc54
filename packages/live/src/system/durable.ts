import {closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync} from 'node:fs'
import {dirname} from 'node:path'

/** Writes a small file so that a loss of power leaves either the old one or the new one. */
export function writeDurably(
  path: string,
  {content, mode = 0o644}: {content: string; mode?: number},
): void {
  const part = `${path}.new`
  rmSync(part, {force: true})
  const file = openSync(part, 'wx', mode)
  try {
    writeFileSync(file, content)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(part, path)
  syncFolder(dirname(path))
}

/** Makes a folder with those above it, and has them on the disk. */
export function makeFolderDurably(path: string): void {
  const first = mkdirSync(path, {recursive: true})
  if (first === undefined) return
  for (let folder = path; folder.length >= first.length; folder = dirname(folder))
    syncFolder(folder)
  syncFolder(dirname(first))
}

/** Removes a file; one that is not there is no error. */
export function removeDurably(path: string): void {
  rmSync(path, {force: true})
  syncFolder(dirname(path))
}

/** Has the names in a folder on the disk. */
export function syncFolder(path: string): void {
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
