import {readdirSync, readFileSync} from 'node:fs'

/**
 * The one door to what the package ships besides its code: units, scripts and the dracut module, as they are, where
 * their own checkers can read them. A single executable has its own way behind it.
 */
export interface Assets {
  /** The text of a file, by its path below `files/`. */
  readonly read: (name: string) => string
  /** The names in a folder below `files/`, sorted. */
  readonly list: (folder: string) => readonly string[]
}

const folder = new URL('../files/', import.meta.url)

export const assets: Assets = {
  read: name => readFileSync(new URL(name, folder), 'utf8'),
  list: name => readdirSync(new URL(`${name}/`, folder)).toSorted(),
}
