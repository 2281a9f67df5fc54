import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {createInterface} from 'node:readline'
import type {Readable} from 'node:stream'
import {setTimeout as wait} from 'node:timers/promises'

export interface FollowOptions {
  /** The whole environment of the program. */
  readonly environment: Readonly<Record<string, string>>
  /** Gets each line of its output and of its errors. */
  readonly onLine: (line: string) => void
  /** Gets each line that it writes to its file descriptor 3. */
  readonly onStatus?: (line: string) => void
  /** What is done, again and again, when it has written nothing for so many seconds. */
  readonly silence: {readonly seconds: number; readonly act: (pid: number) => Promise<void>}
}

/** How long what a program has left running may keep its output open, in milliseconds. */
const lastLines = 2000

/** Runs a program to its end, and gives what it writes as it comes. Gives its exit code; null where a signal ended it. */
export async function follow(
  [program = '', ...rest]: readonly string[],
  {environment, onLine, onStatus = () => {}, silence}: FollowOptions,
): Promise<number | null> {
  const child = spawn(program, rest, {
    env: {...environment},
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  const timer = setInterval(() => {
    if (child.pid !== undefined) silence.act(child.pid).catch(error => onLine(String(error)))
  }, silence.seconds * 1000)
  const read = (stream: Readable | null, take: (line: string) => void) => {
    if (stream === null) return
    createInterface({input: stream}).on('line', line => {
      timer.refresh()
      take(line)
    })
  }
  read(child.stdout, onLine)
  read(child.stderr, onLine)
  read(child.stdio[3] as Readable | null, onStatus)
  const closed = once(child, 'close').catch(() => {})
  try {
    const [code] = (await once(child, 'exit')) as [number | null]
    await Promise.race([closed, wait(lastLines, undefined, {ref: false})])
    return code
  } finally {
    clearInterval(timer)
    for (const stream of child.stdio) stream?.destroy()
  }
}
