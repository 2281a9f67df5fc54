import {readdirSync, readFileSync} from 'node:fs'
import {readProgram} from './program.ts'

/**
 * The one door to what goes into a live system: units, scripts and the dracut module, as they are, where their own
 * checkers can read them, and the programs that are made of this package's sources. A single executable has its own way behind it.
 */
export interface Assets {
  /** The text of a file, by its path below `files/`. */
  readonly read: (name: string) => string
  /** The names in a folder below `files/`, sorted. */
  readonly list: (folder: string) => readonly string[]
  /** The text of a program of the live system, by its entry point below `src/`. */
  readonly program: (entry: string) => string
}

const folder = new URL('../files/', import.meta.url)

export const assets: Assets = {
  read: name => readFileSync(new URL(name, folder), 'utf8'),
  list: name => readdirSync(new URL(`${name}/`, folder)).toSorted(),
  program: readProgram,
}
