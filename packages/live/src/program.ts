import {existsSync, readFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import {join, relative} from 'node:path'
import {fileURLToPath} from 'node:url'
import {engineIds} from './engines/ids.ts'

const workspace = fileURLToPath(new URL('../../..', import.meta.url))

/** The entry points of the programs of the live system, below `src/`. */
export const programEntries: readonly string[] = [
  'system/main.ts',
  ...engineIds.map(id => `engines/${id}.ts`),
]

/** Where a program lies that was made beforehand, as a path in this package: in a release, which has no esbuild. */
export const releasedProgram = (entry: string): string =>
  `programs/${entry.replace(/\.ts$/, '.mjs')}`

/**
 * The text of a program of the live system: an entry point with all that it imports, as one module that Node runs. The
 * same sources give the same text. Throws a `TypeError` where it is none of `programEntries`.
 */
export function readProgram(entry: string): string {
  programs ??= readReleased() ?? bundle()
  const text = programs.get(entry)
  if (text === undefined) throw new TypeError(`no program begins with ${entry}`)
  return text
}

/** By their entry points. */
let programs: ReadonlyMap<string, string> | undefined

function readReleased(): ReadonlyMap<string, string> | undefined {
  const released = programEntries.map(
    entry => [entry, new URL(`../${releasedProgram(entry)}`, import.meta.url)] as const,
  )
  if (!released.every(([, file]) => existsSync(file))) return undefined
  return new Map(released.map(([entry, file]) => [entry, readFileSync(file, 'utf8')]))
}

/** All at once: esbuild is started anew by each call, which takes longer than what it does. */
function bundle(): ReadonlyMap<string, string> {
  const {buildSync}: typeof import('esbuild') = createRequire(import.meta.url)('esbuild')
  const sources = fileURLToPath(new URL('.', import.meta.url))
  const {outputFiles} = buildSync({
    entryPoints: programEntries.map(entry => join(sources, entry)),
    // The names of the sources are in the text, relative to this.
    absWorkingDir: workspace,
    outbase: sources,
    outdir: sources,
    bundle: true,
    charset: 'utf8',
    format: 'esm',
    legalComments: 'none',
    logLevel: 'silent',
    platform: 'node',
    target: 'node24',
    treeShaking: true,
    write: false,
  })
  return new Map(
    outputFiles.map(({path, text}) => [relative(sources, path).replace(/\.js$/, '.ts'), text]),
  )
}
