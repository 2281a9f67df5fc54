import type {Dispatcher} from 'undici'
import type {WebAddress} from './address.ts'
import {type ArtifactSource, mostSmallBytes} from './source.ts'
import {failed, refuseAnswer, tellFailure} from './web-failure.ts'

export interface WebAccess {
  readonly connections: Dispatcher
  readonly signal: AbortSignal
  readonly silenceMilliseconds: number
}

/** The artifacts of a folder on a web server. */
export function openWebSource({base, authorization}: WebAddress, access: WebAccess) {
  const placeOf = (name: string) => new URL(name, base).href
  const ask = async (name: string, headers: Readonly<Record<string, string>> = {}) => {
    const url = new URL(placeOf(name))
    try {
      const answer = await access.connections.request({
        origin: url.origin,
        path: url.pathname,
        method: 'GET',
        signal: access.signal,
        headers: {
          'accept-encoding': 'identity',
          ...(authorization !== null && {authorization}),
          ...headers,
        },
      })
      assertKeptEncrypted(answer, url.href)
      return answer
    } catch (error) {
      throw tellFailure(error, {place: url.href, ...access})
    }
  }
  const told = (name: string, body: AsyncIterable<Uint8Array>) =>
    tellFailures(body, {place: placeOf(name), ...access})

  return {
    placeOf,
    read: async name => {
      const {statusCode, body} = await ask(name)
      if (statusCode === 404) {
        await body.dump()
        return undefined
      }
      if (statusCode !== 200) throw await refuseAnswer(statusCode, {place: placeOf(name), body})
      return readSmall(told(name, body))
    },
    open: async (name, {begin, validator}) => {
      const {statusCode, headers, body} = await ask(name, {
        ...(begin > 0 && {range: `bytes=${begin}-`}),
        ...(begin > 0 && validator !== null && {'if-range': validator}),
      })
      const isPart = statusCode === 206
      if (statusCode !== 200 && !isPart) {
        throw await refuseAnswer(statusCode, {place: placeOf(name), body})
      }
      return {
        ...(isPart ? parseRange(headers['content-range']) : wholeOf(headers['content-length'])),
        body: told(name, body),
        validator: strongValidator(headers.etag),
      }
    },
  } satisfies ArtifactSource
}

type Header = string | string[] | undefined

/** Of a Content-Range, RFC 9110. One that cannot be read begins where nobody has asked for it. */
export function parseRange(header: Header): {begin: number; size: number | null} {
  const [, begin = '-1', size = '*'] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(`${header}`) ?? []
  return {begin: Number(begin), size: size === '*' ? null : Number(size)}
}

const wholeOf = (length: Header) => ({
  begin: 0,
  size: typeof length === 'string' && /^\d+$/.test(length) ? Number(length) : null,
})

/** A weak one says nothing of the bytes. */
const strongValidator = (etag: Header) =>
  typeof etag === 'string' && etag.startsWith('"') ? etag : null

async function* tellFailures(
  body: AsyncIterable<Uint8Array>,
  context: {readonly place: string} & Omit<WebAccess, 'connections'>,
): AsyncIterable<Uint8Array> {
  try {
    yield* body
  } catch (error) {
    throw tellFailure(error, context)
  }
}

/** What is longer than it may be is cut off, and is no manifest then. */
async function readSmall(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of body) {
    parts.push(part)
    bytes += part.length
    if (bytes > mostSmallBytes) break
  }
  return Buffer.concat(parts)
}

/** What was asked for over https comes over https, wherever the server sends us. */
function assertKeptEncrypted({context}: Dispatcher.ResponseData, place: string): void {
  const {history = []} = Object(context) as {history?: readonly URL[]}
  const first = history.findIndex(({protocol}) => protocol === 'https:')
  if (first < 0) return
  const left = history.slice(first).find(({protocol}) => protocol !== 'https:')
  if (left) throw failed(`${place} leads to ${left.origin}, which is not encrypted`)
}
