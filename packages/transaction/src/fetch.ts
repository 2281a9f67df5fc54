import {createWriteStream} from 'node:fs'
import {PassThrough} from 'node:stream'
import {pipeline} from 'node:stream/promises'
import {LivemodeError, naming} from '@livemode/config'
import type {Container} from '@livemode/container'
import type {Archive} from './archive-files.ts'

/** How a request for a file ended. */
export interface Answer {
  readonly isDone: boolean
  /** The status of the last answer, see RFC 9110; 0 where there was none. */
  readonly code: number
  readonly cause?: unknown
}

interface Fetch {
  readonly uri: string
  /** The file on this machine that the bytes are added to. */
  readonly part: string
  /** How many bytes it has. */
  readonly begun: number
  readonly countTo: (bytes: number) => void
  readonly environment: Readonly<Record<string, string>>
}

/** A server that sends nothing for so long is given up. */
const silenceSeconds = '60'

const curlArguments = (uri: string, begun: number): readonly string[] => [
  'curl',
  '--silent',
  '--show-error',
  '--fail',
  '--location',
  '--connect-timeout',
  '30',
  '--speed-limit',
  '1',
  '--speed-time',
  silenceSeconds,
  ...(begun > 0 ? ['--continue-at', String(begun)] : []),
  '--write-out',
  '%{stderr}status %{http_code}\n',
  '--',
  uri,
]

/** Has curl in a container fetch what is missing of a file, and adds it to what is there. */
export async function fetchRest(
  container: Container,
  {uri, part, begun, countTo, environment}: Fetch,
): Promise<Answer> {
  let bytes = begun
  let code = 0
  const body = new PassThrough()
  body.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    countTo(bytes)
  })
  const written = pipeline(body, createWriteStream(part, {flags: 'a'}))
  // A full disk is told when the program has ended.
  written.catch(() => {})
  try {
    await container.exec(curlArguments(uri, begun), {
      environment,
      output: body,
      onLine: line => {
        code = Number(/^status (\d+)$/.exec(line)?.[1] ?? code)
      },
    })
    return {isDone: true, code}
  } catch (cause) {
    return {isDone: false, code, cause}
  } finally {
    body.end()
    await naming(part, written)
  }
}

/** The mirror has spoken; to ask again changes nothing. */
export const isFinal = ({code}: Answer): boolean =>
  code >= 400 && code < 500 && ![408, 416, 429].includes(code)

/** Says why a package did not come. */
export function downloadFailed(
  uri: string,
  {archive, size, answer}: {archive: Archive; size: number; answer: Answer},
): LivemodeError {
  const {cause, code, isDone} = answer
  if (code === 404 || code === 410) {
    return new LivemodeError(
      'PACKAGE_MISSING',
      `${uri}: the mirror does not have this package (${code})`,
      {
        hint: 'it may have a newer one: resolve again',
        cause,
      },
    )
  }
  if (isDone || size >= archive.bytes) {
    const what =
      size === archive.bytes
        ? 'another checksum than'
        : `${size} bytes instead of ${archive.bytes} of`
    return new LivemodeError(
      'PACKAGE_CHANGED',
      `${uri}: the package has ${what} the one that was planned`,
      {
        hint: 'a proxy may have an old or a broken copy; else resolve again',
        cause,
      },
    )
  }
  const why = code === 0 ? 'the mirror does not answer' : `the mirror answers ${code}`
  return new LivemodeError('PACKAGE_UNREACHABLE', `${uri}: ${why}`, {
    hint: 'try again: what has been downloaded stays',
    cause,
  })
}
