import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import type {ExecutionContext} from 'ava'

/** Serves these texts by their paths until the test ends; gives the address. */
export async function serveTexts(
  t: ExecutionContext,
  files: Readonly<Record<string, string>>,
): Promise<string> {
  const server = createServer((request, answer) => {
    const text = files[request.url ?? '']
    answer.writeHead(text === undefined ? 404 : 200).end(text)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
