// An artifact arrives whole, however often the transfer breaks off; what is wrong is refused in one sentence and does not stay.
import {createHash, randomBytes} from 'node:crypto'
import {readdir, readFile, writeFile} from 'node:fs/promises'
import type {ServerResponse} from 'node:http'
import {join} from 'node:path'
import type {LivemodeError} from '@livemode/config'
import test, {type ExecutionContext} from 'ava'
import {newFolder} from '../../test/run-livemode.ts'
import {type Answer, beginOf, sendFile, serve} from '../../test/web-server.ts'
import {openConnections} from './connections.ts'
import {fetchPart} from './part.ts'
import {openWebSource} from './web-source.ts'

const name = 'live-upgrade.img'
const content = randomBytes(300_000)
const other = randomBytes(300_000)

async function start(
  t: ExecutionContext,
  {
    answer,
    there,
    silenceMilliseconds = 30_000,
  }: {answer: Answer; there?: Buffer; silenceMilliseconds?: number},
) {
  const folder = await newFolder(t)
  const base = `${await serve(t, answer)}/`
  const connections = openConnections({proxies: {}, certificates: undefined, silenceMilliseconds})
  t.teardown(() => connections[Symbol.asyncDispose]())
  const {signal} = new AbortController()
  const source = openWebSource(
    {kind: 'web', base, authorization: null},
    {connections, signal, silenceMilliseconds},
  )
  const path = join(folder, 'part')
  if (there) await writeFile(path, there)
  let bytes = 0
  const onBytes = (more: number) => {
    bytes += more
  }
  const sha256 = createHash('sha256').update(content).digest('hex')
  const expected = {size: content.length, sha256}
  const fetch = () => fetchPart({name, path, expected}, {source, signal, onBytes})
  return {
    fetch,
    path,
    fetched: () => bytes,
    /** What is thrown, without the address; and what stays. */
    refuse: async () => {
      const error = await t.throwsAsync<LivemodeError>(fetch())
      const left = (await readdir(folder)).length > 0 ? (await readFile(path)).length : null
      return [error?.message.replace(base, ''), left, error?.code]
    },
  }
}

/** As much as that of the answer, and then nothing any more, or no connection. */
const sendSome = (
  response: ServerResponse,
  {from = 0, until, end}: {from?: number; until: number; end: 'cut' | 'silence'},
) => {
  const {length} = content
  response.writeHead(from > 0 ? 206 : 200, {
    'content-length': length - from,
    ...(from > 0 && {'content-range': `bytes ${from}-${length - 1}/${length}`}),
  })
  response.write(content.subarray(from, until), () => {
    if (end === 'cut') setTimeout(() => response.destroy(), 50)
  })
}

test('at once', async t => {
  const {fetch, path, fetched} = await start(t, {answer: (...both) => sendFile(...both, {content})})
  await fetch()
  t.deepEqual([await readFile(path), fetched()], [content, content.length])
})

test('goes on by itself where the connection is cut', async t => {
  const begins: number[] = []
  const {fetch, path, fetched} = await start(t, {
    answer: (request, response) => {
      const begin = beginOf(request)
      begins.push(begin)
      if (begins.length < 3) {
        sendSome(response, {from: begin, until: begin + 100_000, end: 'cut'})
      } else sendFile(request, response, {content})
    },
  })
  await fetch()
  t.deepEqual([begins, fetched()], [[0, 100_000, 200_000], content.length])
  t.deepEqual(await readFile(path), content)
})

test('goes on where another run has ended', async t => {
  const there = content.subarray(0, 120_000)
  const answer: Answer = (...both) => sendFile(...both, {content})
  const {fetch, path, fetched} = await start(t, {answer, there})
  await fetch()
  t.deepEqual([await readFile(path), fetched()], [content, 180_000])
})

test('a server that gives all of it where a part was asked for', async t => {
  const there = content.subarray(0, 120_000)
  const answer: Answer = (_request, response) => response.end(content)
  const {fetch, path} = await start(t, {answer, there})
  await fetch()
  t.deepEqual(await readFile(path), content)
})

test('what was there is of another file: all of it comes anew', async t => {
  const there = other.subarray(0, 120_000)
  const answer: Answer = (...both) => sendFile(...both, {content})
  const {fetch, path, fetched} = await start(t, {answer, there})
  await fetch()
  t.deepEqual([await readFile(path), fetched()], [content, 180_000 + 300_000])
})

test('the file changes while it comes: the part of the older one is not used', async t => {
  const ranges: unknown[] = []
  const {fetch, path} = await start(t, {
    answer: (request, response) => {
      ranges.push(request.headers['if-range'])
      if (ranges.length > 1) return sendFile(request, response, {content, etag: '"new"'})
      response.writeHead(200, {'content-length': other.length, etag: '"old"'})
      response.write(other.subarray(0, 100_000), () => setTimeout(() => response.destroy(), 50))
    },
  })
  await fetch()
  t.deepEqual(ranges, [undefined, '"old"'])
  t.deepEqual(await readFile(path), content)
})

test('silence ends it, and what has come stays', async t => {
  const {refuse} = await start(t, {
    silenceMilliseconds: 3000,
    answer: (request, response) => {
      if (beginOf(request) === 0) sendSome(response, {until: 90_000, end: 'silence'})
    },
  })
  t.deepEqual(await refuse(), [`${name} has sent nothing for 3 s`, 90_000, 'TRANSFER_BROKEN'])
})

const answers: Readonly<Record<string, readonly [Answer, string, (number | null)?]>> = {
  'no such file': [
    (_request, response) => response.writeHead(404).end('<html>'),
    'answers 404: there is no such file',
  ],
  forbidden: [
    (_request, response) => response.writeHead(403).end(),
    'answers 403: it is forbidden',
  ],
  'an error': [(_request, response) => response.writeHead(500).end(), 'answers 500'],
  'a page instead': [
    (_request, response) => response.writeHead(200, {'content-length': 6}).end('<html>'),
    'has 6 bytes, and 300000 by the manifest',
  ],
  'without an end': [
    (_request, response) => {
      response.write(content)
      response.end('x')
    },
    'has more than the 300000 bytes of the manifest',
  ],
  'another file': [
    (_request, response) => response.end(other),
    'is not what the manifest says: its checksum is another',
    null,
  ],
  'round and round': [
    ({url}, response) => response.writeHead(302, {location: `${url}x`}).end(),
    'leads elsewhere more than 5 times',
  ],
  'to itself': [
    (_request, response) => response.writeHead(302, {location: '/again'}).end(),
    'leads back to itself, or to no web server',
  ],
}

for (const [title, [answer, sentence, stays]] of Object.entries(answers)) {
  test(title, async t => {
    const {refuse} = await start(t, {answer})
    const [message, left, code] = await refuse()
    t.is(code, 'FETCH_FAILED')
    t.is(message, `${name} ${sentence}`)
    if (stays !== undefined) t.is(left, stays)
  })
}

test('a server that sends more than the length that it says', async t => {
  const {fetch, path} = await start(t, {
    answer: (_request, {socket}) => {
      const head = `HTTP/1.1 200 OK\r\nContent-Length: ${content.length}\r\n\r\n`
      socket?.end(Buffer.concat([Buffer.from(head), content, Buffer.from('and more')]))
    },
  })
  await fetch()
  t.deepEqual(await readFile(path), content)
})

test('a server that sends more than the rest that it says', async t => {
  const there = content.subarray(0, 120_000)
  const {refuse} = await start(t, {
    there,
    answer: (_request, response) => {
      const range = 'bytes 120000-299999/300000'
      response.writeHead(206, {'content-range': range})
      response.write(content.subarray(120_000))
      response.end('and more')
    },
  })
  const [message, left = 0] = await refuse()
  t.is(message, `${name} has more than the 300000 bytes of the manifest`)
  t.true(Number(left) <= content.length)
})

test('a page of unknown length ends too early', async t => {
  let times = 0
  const {refuse} = await start(t, {
    answer: (_request, response) => {
      times += 1
      response.write(times === 1 ? '<html>' : ' ')
      response.end()
    },
  })
  t.is((await refuse())[0], `${name} ends too early`)
})
