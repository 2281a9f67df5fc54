import {createWriteStream} from 'node:fs'
import {PassThrough, Readable} from 'node:stream'
import {pipeline} from 'node:stream/promises'
import {LivemodeError, naming} from '@livemode/config'
import type {Container} from '@livemode/container'
import {hints, type PackageSources, uriInContainer} from '@livemode/userspace'
import type {Archive} from './archive-files.ts'
import {type CertificateFiles, renderCurlConfiguration} from './curl-configuration.ts'

/** How a request for a file ended. */
export interface Answer {
  readonly isDone: boolean
  /** The status of the last answer, see RFC 9110; 0 where there was none. */
  readonly code: number
  /** What curl has ended with, see "EXIT CODES" in curl(1). */
  readonly exit: number
  readonly cause?: unknown
}

interface Fetch {
  readonly uri: string
  /** The file on this machine that the bytes are added to. */
  readonly part: string
  /** How many bytes it has. */
  readonly begun: number
  readonly countTo: (bytes: number) => void
  readonly sources: PackageSources
  /** What its repository is shown, and is known by. */
  readonly certificates?: CertificateFiles | undefined
}

/** A server that sends nothing for so long is given up. */
const silenceSeconds = '60'

const curlArguments = (begun: number): readonly string[] => [
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
  '%{stderr}status %{http_code} %{http_connect} %{exitcode}\n',
  '--config',
  '-',
]

/** Has curl in a container fetch what is missing of a file, and adds it to what is there. */
export async function fetchRest(
  container: Container,
  {uri, part, begun, countTo, sources, certificates}: Fetch,
): Promise<Answer> {
  let bytes = begun
  let [code, exit] = [0, 0]
  const body = new PassThrough()
  body.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    countTo(bytes)
  })
  const written = pipeline(body, createWriteStream(part, {flags: 'a'}))
  // A full disk is told when the program has ended.
  written.catch(() => {})
  try {
    await container.exec(curlArguments(begun), {
      input: Readable.from([
        renderCurlConfiguration(urlOf(uri, sources), sources.access, certificates),
      ]),
      output: body,
      onLine: line => {
        const status = parseStatus(line)
        if (status) [code, exit] = [status.code, status.exit]
      },
    })
    return {isDone: true, code, exit}
  } catch (cause) {
    return {isDone: false, code, exit, cause}
  } finally {
    body.end()
    await naming(part, written)
  }
}

/** Parses the line that curl ends with. Where there is no answer of the server, a proxy that refuses to lead to it has one. */
export function parseStatus(line: string): Pick<Answer, 'code' | 'exit'> | undefined {
  const match = /^status (\d+) (\d+) (\d+)$/.exec(line)
  if (match === null) return undefined
  const [status = 0, connect = 0, exit = 0] = match.slice(1).map(Number)
  // That it leads there is no answer yet.
  return {code: status === 0 && connect >= 400 ? connect : status, exit}
}

/** curl knows files by their own form of URL. */
const urlOf = (uri: string, sources: PackageSources): string =>
  uriInContainer(uri, sources).replace(/^copy:/, 'file://')

/** The mirror has spoken; to ask again changes nothing. */
export const isFinal = ({code, exit}: Pick<Answer, 'code' | 'exit'>): boolean =>
  exit === unknownAuthority ||
  exit === unusableCertificate ||
  (code >= 400 && code < 500 && ![408, 416, 429].includes(code))

/** By its certificate; that no encrypted connection comes about may be the network's fault. */
const unknownAuthority = 60
/** The one that is shown, or its key. */
const unusableCertificate = 58

/** What curl has found, by the number that it ends with. */
const reasons: Readonly<Record<number, string>> = {
  35: 'no encrypted connection to the mirror comes about',
  [unknownAuthority]:
    'the certificate of the mirror is of an authority that is not known here (see ca_certificates)',
  [unusableCertificate]:
    'the certificate and the key that the mirror is to be shown (sslclientcert, sslclientkey) cannot be read, or do not belong together',
}

/** The same by the status of the answer. */
const answers: Readonly<Record<number, string>> = {
  401: 'the mirror demands a user and a password, or other ones (401, see apt_auth)',
  407: 'the proxy demands a user and a password, or other ones (407, see apt_auth)',
}

/** Servers that let in by a certificate answer so whom they do not know. */
const closed: readonly number[] = [400, 403]

/** A file of a local mirror that is not there. */
const noFile = 37

interface Failed {
  readonly archive: Archive
  /** How many bytes have come. */
  readonly size: number
  readonly answer: Answer
  /** The repository of dnf's that it is of. */
  readonly repository: string | undefined
}

/** Says why a package did not come. */
export function downloadFailed(
  uri: string,
  {archive, size, answer, repository}: Failed,
): LivemodeError {
  const {cause, code, exit, isDone} = answer
  if (code === 404 || code === 410 || exit === noFile) {
    const number = exit === noFile ? '' : ` (${code})`
    return new LivemodeError(
      'PACKAGE_MISSING',
      `${uri}: the mirror does not have this package${number}`,
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
  if (repository !== undefined && uri.startsWith('https:') && closed.includes(code)) {
    return new LivemodeError(
      'PACKAGE_UNREACHABLE',
      `${uri}: the repository ${repository} does not let this machine in (${code})`,
      {hint: hints.clientCertificate, cause},
    )
  }
  const why =
    reasons[exit] ??
    answers[code] ??
    (code === 0 ? 'the mirror does not answer' : `the mirror answers ${code}`)
  return new LivemodeError('PACKAGE_UNREACHABLE', `${uri}: ${why}`, {
    hint: 'try again: what has been downloaded stays',
    cause,
  })
}
