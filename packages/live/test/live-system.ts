import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {setTimeout} from 'node:timers/promises'
import type {ExecutionContext} from 'ava'
import type {Answer, LiveSystem} from '../src/system/live-system.ts'
import {SourceTree} from '../src/system/source-tree.ts'

type Texts = Readonly<Record<string, string | Uint8Array>>

export interface LiveContents {
  /** Files of the source, by their paths. */
  readonly source?: Texts
  /** Links of the source, and where they lead. */
  readonly links?: Readonly<Record<string, string>>
  /** Files of the live system. */
  readonly files?: Texts
  /** What programs answer that do more than succeed, by their names. */
  readonly programs?: Readonly<Record<string, (argv: readonly string[]) => Partial<Answer>>>
}

/** A live system on temporary folders, whose programs are recorded instead of run. */
export function startLive(t: ExecutionContext, contents: LiveContents = {}) {
  const {source = {}, links = {}, files = {}, programs = {}} = contents
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'livemode-live-')))
  t.teardown(() => rmSync(root, {recursive: true}))
  const path = (name: string) => join(root, name)
  const sourceRoot = path('/run/upgrade')
  mkdirSync(sourceRoot, {recursive: true})
  symlinkSync('run/upgrade', path('/sysroot'))

  const putSource = (texts: Texts) => putFiles(sourceRoot, texts)
  putSource(source)
  putFiles(root, files)
  for (const [name, target] of Object.entries(links)) {
    mkdirSync(dirname(join(sourceRoot, name)), {recursive: true})
    symlinkSync(target, join(sourceRoot, name))
  }

  const lines: string[] = []
  const calls: string[] = []
  let appended = 0
  const live: LiveSystem = {
    path,
    source: new SourceTree(path('/sysroot')),
    say: line => lines.push(line),
    print: line => lines.push(line),
    async follow(argv) {
      calls.push(argv.join(' '))
      return programs[argv[0] ?? '']?.(argv).code ?? 0
    },
    readText(name) {
      try {
        return readFileSync(path(name), 'utf8')
      } catch {
        return undefined
      }
    },
    async append(argv, file) {
      calls.push(argv.join(' '))
      writeSync(
        file,
        lines
          .slice(appended)
          .map(line => `livemode: ${line}\n`)
          .join(''),
      )
      appended = lines.length
    },
    seconds: () => 0,
    // No time at all would keep everything else from happening meanwhile.
    wait: async (_, signal) => {
      await setTimeout(1, undefined, {signal}).catch(() => {})
    },
    run(argv) {
      calls.push(argv.join(' '))
      return {code: 0, stdout: '', stderr: '', ...programs[argv[0] ?? '']?.(argv)}
    },
  }
  return {
    live,
    sourceRoot,
    /** What has been left in the journal. */
    lines,
    /** The programs that have been called, with their arguments. */
    calls,
    putSource,
    read: (name: string) => readFileSync(path(name), 'utf8'),
    has: (name: string) => existsSync(path(name)),
    mode: (name: string) => (statSync(path(name)).mode & 0o7777).toString(8),
  }
}

function putFiles(root: string, texts: Texts): void {
  for (const [name, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(root, name)), {recursive: true})
    writeFileSync(join(root, name), text)
  }
}
