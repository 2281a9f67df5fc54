import {spawn, spawnSync} from 'node:child_process'
import {once} from 'node:events'
import {closeSync, constants, mkdtempSync, openSync, rmSync} from 'node:fs'
import {Socket} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {createInterface} from 'node:readline'
import type {Readable} from 'node:stream'
import {setTimeout as wait} from 'node:timers/promises'

export interface FollowOptions {
  /** The whole environment of the program. */
  readonly environment: Readonly<Record<string, string>>
  /** Gets each line of its output and of its errors, in the order in which they were written. */
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
  const output = openPipe()
  const child = spawn(program, rest, {
    env: {...environment},
    stdio: ['ignore', output.end, output.end, 'pipe'],
  })
  closeSync(output.end)
  const timer = setInterval(() => {
    if (child.pid !== undefined) silence.act(child.pid).catch(error => onLine(String(error)))
  }, silence.seconds * 1000)
  const read = (stream: Readable, take: (line: string) => void) => {
    createInterface({input: stream}).on('line', line => {
      timer.refresh()
      take(line)
    })
    return once(stream, 'close').catch(() => {})
  }
  const status = child.stdio[3] as Readable
  const closed = Promise.all([read(output.stream, onLine), read(status, onStatus)])
  try {
    const [code] = (await once(child, 'exit')) as [number | null]
    await Promise.race([closed, wait(lastLines)])
    return code
  } finally {
    clearInterval(timer)
    output.stream.destroy()
    status.destroy()
  }
}

/** A pipe: what Node makes for a child is a socket, which scripts cannot open again by /dev/stderr. */
function openPipe(): {readonly stream: Readable; readonly end: number} {
  const folder = mkdtempSync(join(tmpdir(), 'livemode-pipe-'))
  try {
    const path = join(folder, 'pipe')
    const {status, stderr} = spawnSync('mkfifo', [path], {encoding: 'utf8'})
    if (status !== 0) throw new Error(`mkfifo does not make a pipe: ${stderr}`)
    // Whoever reads comes first, and does not wait for whoever writes.
    const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
    const end = openSync(path, constants.O_WRONLY)
    return {stream: new Socket({fd, readable: true, writable: false}), end}
  } finally {
    rmSync(folder, {recursive: true})
  }
}
