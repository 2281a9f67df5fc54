import {PassThrough, type Readable} from 'node:stream'
import {finished, pipeline} from 'node:stream/promises'
import {LivemodeError} from '@livemode/config'
import type Docker from 'dockerode'
import type {Engine} from './engine.ts'

export interface ExecOptions {
  readonly environment?: Readonly<Record<string, string>>
  /** What the program reads from its standard input. */
  readonly input?: Readable
  /** Called with every line of standard output and standard error, as they come. */
  readonly onLine?: (line: string) => void
  /** Receives standard output as bytes; it is then not collected. */
  readonly output?: NodeJS.WritableStream
}

export interface ExecResult {
  readonly stdout: string
}

const keptLines = 20

/** See `Container.exec`. */
export async function execInContainer(
  engine: Engine,
  container: Docker.Container,
  {argv, environment = {}, input, onLine, output}: ExecOptions & {argv: readonly string[]},
): Promise<ExecResult> {
  const exec = await container.exec({
    Cmd: [...argv],
    Env: Object.entries(environment).map(([name, value]) => `${name}=${value}`),
    AttachStdin: input !== undefined,
    AttachStdout: true,
    AttachStderr: true,
  })
  const stream = await exec.start({hijack: true, stdin: input !== undefined})
  const lastLines: string[] = []
  const take = (line: string) => {
    lastLines.push(line)
    if (lastLines.length > keptLines) lastLines.shift()
    onLine?.(line)
  }
  const stdout = new PassThrough()
  const stderr = new PassThrough()
  let collected = ''
  const written = output ? pipeline(stdout, output, {end: false}) : finished(stdout)
  const read = Promise.all([written, finished(stderr)])
  // It is awaited only when the program has ended.
  read.catch(() => {})
  if (!output) {
    eachLine(stdout, take)
    stdout.on('data', (text: string) => {
      collected += text
    })
  }
  eachLine(stderr, take)
  engine.docker.modem.demuxStream(stream, stdout, stderr)
  const ended = new Promise<void>((resolve, reject) => {
    stream.once('end', resolve)
    stream.once('close', resolve)
    // A connection can fail more than once; an error that nobody listens for ends the process.
    stream.on('error', reject)
  })
  let inputError: unknown
  if (input) {
    pipeline(input, stream, {end: true}).catch(error => {
      inputError = error
    })
  }
  await ended
  stdout.end()
  stderr.end()
  // What was written last is still on its way to those who read it.
  await read
  const {ExitCode} = await exec.inspect()
  // Input that the program has left unread would keep the connection open.
  stream.destroy()
  // An input that fails says why itself. But a program that fails closes its input early: its exit
  // code says more than the broken pipe.
  if (inputError instanceof LivemodeError) throw inputError
  if (ExitCode !== 0) throw commandFailed(argv, ExitCode, lastLines)
  if (inputError !== undefined && !isUnread(inputError)) throw inputError
  return {stdout: collected}
}

/** Whether the input is not to blame: the program has ended before it had read all of it. */
const isUnread = (error: unknown) =>
  ['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE'].includes(
    (error as NodeJS.ErrnoException).code ?? '',
  )

function eachLine(stream: Readable, take: (line: string) => void): void {
  let rest = ''
  stream.setEncoding('utf8')
  stream.on('data', (text: string) => {
    const lines = (rest + text).split(/\r?\n|\r/)
    rest = lines.pop() ?? ''
    lines.forEach(take)
  })
  stream.on('end', () => {
    if (rest !== '') take(rest)
  })
}

function commandFailed(argv: readonly string[], code: number | null, lastLines: readonly string[]) {
  const how = code === null ? 'was stopped' : `exited with code ${code}`
  const shown = lastLines.map(line => `\n    ${line}`).join('')
  return new LivemodeError('COMMAND_FAILED', `${renderArgv(argv)} ${how}${shown}`)
}

const shownLength = 160

/** A command line for the reader: quoted where a shell would need it, cut where it is too long. */
export function renderArgv(argv: readonly string[]): string {
  const text = argv
    .map(word => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
    .join(' ')
  return text.length > shownLength ? `${text.slice(0, shownLength)}…` : text
}
