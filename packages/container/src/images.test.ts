// A root that takes long to make has no request waiting: an engine gives one up that is silent for five minutes.

import {mkdtemp, rm} from 'node:fs/promises'
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {buffer} from 'node:stream/consumers'
import test, {type ExecutionContext} from 'ava'
import {connectEngine} from './engine.ts'
import {importImage} from './images.ts'

/** An engine that takes images, and notes what it is asked. */
async function startEngine(t: ExecutionContext) {
  const folder = await mkdtemp(join(tmpdir(), 'livemode-engine-'))
  const asked: string[] = []
  const bodies: string[] = []
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    asked.push(`${request.method} ${request.url?.split('?')[0]}`)
    bodies.push((await buffer(request)).toString())
    response.end(request.url?.startsWith('/version') ? '{"Version": "1"}' : '{"status": "done"}\n')
  }
  const server = createServer((request, response) => void answer(request, response))
  const socket = join(folder, 'engine.sock')
  await new Promise<void>(resolve => server.listen(socket, resolve))
  t.teardown(async () => {
    server.closeAllConnections()
    server.close()
    await rm(folder, {recursive: true})
  })
  return {engine: await connectEngine({DOCKER_HOST: `unix://${socket}`}), asked, bodies}
}

const imports = (asked: readonly string[]) => asked.filter(one => one === 'POST /images/create')

test('an import is asked for when there is something to send, and all of it is sent', async t => {
  const {engine, asked, bodies} = await startEngine(t)
  async function* slow() {
    await new Promise(resolve => setTimeout(resolve, 50))
    t.deepEqual(imports(asked), [])
    yield Buffer.from('first ')
    yield Buffer.from('second')
  }
  await importImage(engine, slow(), {reference: 'livemode/test:x', layer: 'base'})
  t.is(imports(asked).length, 1)
  t.is(bodies[asked.indexOf('POST /images/create')], 'first second')
})

test('what fails before there is anything is not asked for at all', async t => {
  const {engine, asked} = await startEngine(t)
  // biome-ignore lint/correctness/useYield: it fails before.
  async function* failing(): AsyncGenerator<Buffer> {
    throw new Error('no mirror')
  }
  const request = {reference: 'livemode/test:x', layer: 'base'}
  await t.throwsAsync(importImage(engine, failing(), request), {message: 'no mirror'})
  t.deepEqual(imports(asked), [])
})
