import {createServer, type IncomingMessage, type ServerResponse} from 'node:http'
import type {AddressInfo} from 'node:net'
import type {Duplex} from 'node:stream'
import type {ExecutionContext} from 'ava'

export type Answer = (request: IncomingMessage, response: ServerResponse) => void

/** A web server on this machine for one test, which answers as it is told. Gives its URL. */
export async function serve(
  t: ExecutionContext,
  answer: Answer,
  onConnect?: (request: IncomingMessage, socket: Duplex) => void,
): Promise<string> {
  const server = createServer(answer)
  if (onConnect) server.on('connect', onConnect)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** The byte that a request wants to have first; 0 where it wants all. */
export const beginOf = ({headers: {range = ''}}: IncomingMessage): number =>
  Number(/^bytes=(\d+)-$/.exec(range)?.[1] ?? 0)

/** Answers with a file as servers do that know ranges. */
export function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  {content, etag}: {content: Buffer; etag?: string},
): void {
  const isSame = (request.headers['if-range'] ?? etag) === etag
  const begin = isSame ? beginOf(request) : 0
  const {length} = content
  response.writeHead(begin > 0 ? 206 : 200, {
    'content-length': length - begin,
    ...(etag !== undefined && {etag}),
    ...(begin > 0 && {'content-range': `bytes ${begin}-${length - 1}/${length}`}),
  })
  response.end(content.subarray(begin))
}
