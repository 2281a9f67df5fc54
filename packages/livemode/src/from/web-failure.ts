import {LivemodeError} from '@livemode/config'
import {mostRedirects} from './connections.ts'

interface Context {
  readonly place: string
  readonly signal: AbortSignal
  readonly silenceMilliseconds: number
}

const unknownCertificate = 'has a certificate that nobody known here has signed'
const breaksOff = 'breaks off'

/** By the codes of Node and undici: what the server does, or does not. */
const failures: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'cannot be reached: the connection is refused',
  EHOSTUNREACH: 'cannot be reached: there is no route to the server',
  ENETUNREACH: 'cannot be reached: there is no route to the server',
  EHOSTDOWN: 'cannot be reached: there is no route to the server',
  ETIMEDOUT: 'cannot be reached: the server does not answer',
  UND_ERR_CONNECT_TIMEOUT: 'cannot be reached: the server does not answer',
  ENOTFOUND: 'cannot be reached: the name of the server is not known',
  EAI_AGAIN: 'cannot be reached: the name of the server cannot be looked up',
  UND_ERR_REDIRECT_MAX: `leads elsewhere more than ${mostRedirects} times`,
  UND_ERR_INVALID_ARG: 'leads back to itself, or to no web server',
  DEPTH_ZERO_SELF_SIGNED_CERT: unknownCertificate,
  SELF_SIGNED_CERT_IN_CHAIN: unknownCertificate,
  UNABLE_TO_GET_ISSUER_CERT: unknownCertificate,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownCertificate,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownCertificate,
  CERT_HAS_EXPIRED: 'has a certificate that has expired',
  CERT_NOT_YET_VALID: 'has a certificate that is not valid yet',
  ERR_TLS_CERT_ALTNAME_INVALID: 'has a certificate for another name',
  EPROTO: 'does not speak TLS',
  ERR_SSL_WRONG_VERSION_NUMBER: 'does not speak TLS',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'does not speak TLS',
  ECONNRESET: breaksOff,
  EPIPE: breaksOff,
  UND_ERR_SOCKET: breaksOff,
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: breaksOff,
  UND_ERR_RES_EXCEEDED_MAX_SIZE: breaksOff,
  UND_ERR_PRX_CONN: 'cannot be reached: the proxy does not answer',
  UND_ERR_PRX_TLS: 'cannot be reached: the proxy has a certificate that is not trusted',
}

const hints: Readonly<Record<string, string>> = {
  [unknownCertificate]: 'name the file with the certificate of its authority: --ca FILE',
}

/** Makes one sentence of what has kept a server's answer from coming. */
export function tellFailure(error: unknown, context: Context): unknown {
  const {place, signal, silenceMilliseconds} = context
  if (signal.aborted) return signal.reason
  if (error instanceof LivemodeError) return error
  const codes = codesOf(error)
  if (codes.some(code => code === 'UND_ERR_BODY_TIMEOUT' || code === 'UND_ERR_HEADERS_TIMEOUT')) {
    const seconds = silenceMilliseconds / 1000
    return broken(`${place} has sent nothing for ${seconds} s`, error)
  }
  const known = codes.map(code => failures[code]).find(text => text !== undefined)
  // undici has no code of its own for it.
  const proxy = /^Proxy [^(]*\((\d{3})\)/.exec(error instanceof Error ? error.message : '')
  if (proxy)
    return failed(`${place} cannot be reached: the proxy answers ${statusText(Number(proxy[1]))}`)
  if (known === breaksOff) return broken(`${place} breaks off`, error)
  const [code = 'an unknown error'] = codes
  const sentence = known ?? `cannot be fetched (${code})`
  return failed(`${place} ${sentence}`, {cause: error, hint: hints[sentence]})
}

function codesOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return []
  const {code} = error as NodeJS.ErrnoException
  return [...(typeof code === 'string' ? [code] : []), ...codesOf(error.cause)]
}

const answers: Readonly<Record<number, string>> = {
  401: '401: it wants a name and a password',
  403: '403: it is forbidden',
  404: '404: there is no such file',
  407: '407: it wants a name and a password',
  410: '410: it is gone',
  502: '502: the server behind it does not answer',
  503: '503: it is not available',
  504: '504: the server behind it does not answer',
}

const statusText = (status: number) => answers[status] ?? `${status}`

/** Makes one sentence of an answer that has no file in it. */
export async function refuseAnswer(
  status: number,
  {place, body}: {place: string; body: {dump(): Promise<void>}},
): Promise<LivemodeError> {
  await body.dump().catch(() => {})
  return failed(`${place} answers ${statusText(status)}`)
}

/** What can be gone on with. */
export const broken = (message: string, cause?: unknown) =>
  new LivemodeError('TRANSFER_BROKEN', message, {
    hint: 'run the command again: it goes on where it has ended',
    cause,
  })

export const failed = (
  message: string,
  {cause, hint}: {cause?: unknown; hint?: string | undefined} = {},
) => new LivemodeError('FETCH_FAILED', message, {cause, ...(hint !== undefined && {hint})})
