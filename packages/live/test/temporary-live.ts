import {readdirSync, statSync} from 'node:fs'
import {join} from 'node:path'
import type {ExecutionContext} from 'ava'
import type {LiveSystem} from '../src/system/live-system.ts'
import {startLive} from './live-system.ts'

export interface TemporaryLive extends LiveSystem {
  /** What it has said. */
  readonly lines: readonly string[]
}

/** A live system with these files in it, in which no program may be run; the source is at /sysroot. */
export function temporaryLive(
  t: ExecutionContext,
  files: Readonly<Record<string, string | Buffer>> = {},
): TemporaryLive {
  const {live, lines} = startLive(t, {files})
  return {
    ...live,
    run: argv => {
      throw new Error(`${argv.join(' ')}: no program was to be run`)
    },
    lines,
  }
}

/** The files below a folder, each with its mode before it, e.g. `600 a/b`; none where there is no folder. */
export function filesBelow(folder: string): readonly string[] {
  return entriesBelow(folder)
    .filter(path => statSync(join(folder, path)).isFile())
    .toSorted()
    .map(path => `${(statSync(join(folder, path)).mode & 0o7777).toString(8)} ${path}`)
}

function entriesBelow(folder: string): readonly string[] {
  try {
    return readdirSync(folder, {encoding: 'utf8', recursive: true})
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
