import type {Dirent} from 'node:fs'
import {readdir} from 'node:fs/promises'
import {join, posix} from 'node:path'

/** The entries of a folder; none where there is no folder that can be read. */
export const entriesOf = (path: string): Promise<readonly Dirent[]> =>
  readdir(path, {withFileTypes: true}).catch(() => [])

interface Walk {
  readonly from: readonly string[]
  /** After that many folders the walk ends. */
  readonly mostFolders: number
  /** Looks at a folder; gives the names of those below it that are looked at, too. */
  readonly look: (path: string, entries: readonly Dirent[]) => Iterable<string>
}

/** Looks through folders without following links, the upper ones first. Gives whether it came to their end. */
export async function walkFolders(root: string, {from, mostFolders, look}: Walk): Promise<boolean> {
  const queue = [...from]
  for (let index = 0; index < queue.length; index += 1) {
    if (index === mostFolders) return false
    const path = queue[index] ?? ''
    for (const name of look(path, await entriesOf(join(root, path)))) {
      queue.push(posix.join(path, name))
    }
  }
  return true
}

/** The folders among the entries, links to folders not. */
export const foldersAmong = (entries: readonly Dirent[]): readonly string[] =>
  entries.filter(entry => entry.isDirectory()).map(({name}) => name)
