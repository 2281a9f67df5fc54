import {type BigIntStats, lstatSync, readdirSync} from 'node:fs'
import {posix} from 'node:path'

/** A file of the source, by its path there. */
export interface FoundFile {
  readonly path: string
  readonly stats: BigIntStats
}

/**
 * What is at a path of the source whose root is in a folder, and below it, to the borders of its file system; no more of it is
 * looked at when it is larger than `most`.
 */
export function measure(root: string, path: string, most = Number.POSITIVE_INFINITY) {
  const files: FoundFile[] = []
  /** Where other file systems begin, subvolumes that nobody has mounted among them. */
  const borders: string[] = []
  const statOf = (at: string) =>
    lstatSync(posix.join(root, at), {bigint: true, throwIfNoEntry: false})
  const device = statOf(posix.dirname(path))?.dev
  let blocks = 0n
  const waiting = [path]
  const size = () => Number(blocks) * 512
  for (let at = waiting.pop(); at !== undefined && size() <= most; at = waiting.pop()) {
    const stats = statOf(at)
    // A name that is no text cannot be asked for; it goes with its folder.
    if (stats === undefined) continue
    if (stats.dev !== device) {
      borders.push(at)
      continue
    }
    blocks += stats.blocks
    if (stats.isFile()) files.push({path: at, stats})
    if (!stats.isDirectory()) continue
    for (const name of namesIn(posix.join(root, at))) waiting.push(posix.join(at, name))
  }
  return {bytes: size(), files, borders}
}

/** A system that runs may take a folder away meanwhile. */
export function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).toSorted()
  } catch {
    return []
  }
}
