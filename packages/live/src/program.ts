import {existsSync, readFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import {fileURLToPath} from 'node:url'
import {engineIds} from './engines/ids.ts'

const workspace = fileURLToPath(new URL('../../..', import.meta.url))
const made = new Map<string, string>()

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
 * same sources give the same text.
 */
export function readProgram(entry: string): string {
  const text = made.get(entry) ?? readReleased(entry) ?? bundle(entry)
  made.set(entry, text)
  return text
}

function readReleased(entry: string): string | undefined {
  const file = new URL(`../${releasedProgram(entry)}`, import.meta.url)
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

function bundle(entry: string): string {
  const {buildSync}: typeof import('esbuild') = createRequire(import.meta.url)('esbuild')
  const {outputFiles} = buildSync({
    entryPoints: [fileURLToPath(new URL(entry, import.meta.url))],
    // The names of the sources are in the text, relative to this.
    absWorkingDir: workspace,
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
  return outputFiles[0]?.text ?? ''
}
