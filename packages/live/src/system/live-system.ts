import {spawn, spawnSync} from 'node:child_process'
import {once} from 'node:events'
import {readFileSync} from 'node:fs'
import {setTimeout} from 'node:timers/promises'
import {limits} from '../tables/limits.ts'
import {places} from '../tables/places.ts'
import {follow} from './follow.ts'
import {SourceTree} from './source-tree.ts'

/** What a program run has come to. */
export interface Answer {
  /** Its exit code; null when it could not be run, or did not come to an end. */
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** The live system, as what runs in it sees it; a test gives another one. */
export interface LiveSystem {
  /** The path of one of the live system's own files. */
  readonly path: (path: string) => string
  /** The text of one of them; undefined where it cannot be read. */
  readonly readText: (path: string) => string | undefined
  /** The source system's files, as data. */
  readonly source: SourceTree
  /** Leaves a line in the journal. */
  readonly say: (line: string) => void
  /** The same for a line of a program, as it is. */
  readonly print: (line: string) => void
  /** Runs a program of the live system and waits for its end, which is enforced. */
  readonly run: (argv: readonly string[], options?: RunOptions) => Answer
  /** Runs a program whose output goes to a file that is open, and waits for its end, however it ends. */
  readonly append: (argv: readonly string[], file: number) => Promise<void>
  /** Runs a program that takes its time, and gives what it writes as it comes. */
  readonly follow: typeof follow
  /** Seconds since some moment; a clock that is set does not move it. */
  readonly seconds: () => number
  /** Waits so many seconds, or until the signal aborts. */
  readonly wait: (seconds: number, signal?: AbortSignal) => Promise<void>
}

export interface RunOptions {
  /** The whole environment; undefined: that of this program. */
  readonly environment?: Readonly<Record<string, string>>
  readonly input?: string
  /** How long it may take. */
  readonly seconds?: number
}

/** More than any of the programs that are asked prints. */
const mostOutput = 16 * 1024 * 1024

/** The live system that this program runs in. */
export const liveSystem: LiveSystem = {
  path: path => path,
  readText(path) {
    try {
      return readFileSync(path, 'utf8')
    } catch {
      return undefined
    }
  },
  source: new SourceTree(places.sysroot),
  say: line => {
    process.stdout.write(`livemode: ${line}\n`)
  },
  print: line => {
    process.stdout.write(`${line}\n`)
  },
  follow,
  run([program = '', ...rest], {environment, input = '', seconds = limits.question} = {}) {
    const {status, stdout, stderr} = spawnSync(program, rest, {
      encoding: 'utf8',
      ...(environment && {env: {...environment}}),
      input,
      killSignal: 'SIGKILL',
      maxBuffer: mostOutput,
      timeout: seconds * 1000,
    })
    return {code: status, stdout: stdout ?? '', stderr: stderr ?? ''}
  },
  async append([program = '', ...rest], file) {
    const child = spawn(program, rest, {stdio: ['ignore', file, 'inherit']})
    await once(child, 'close').catch(() => {})
  },
  seconds: () => performance.now() / 1000,
  async wait(seconds, signal) {
    await setTimeout(seconds * 1000, undefined, {signal}).catch(() => {})
  },
}
