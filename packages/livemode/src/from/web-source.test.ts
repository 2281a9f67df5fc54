// How a server is reached: through proxies, with certificates of one's own, and what is said where it is not.
import {execFile} from 'node:child_process'
import {readFile} from 'node:fs/promises'
import {createServer} from 'node:https'
import {type AddressInfo, connect} from 'node:net'
import {join} from 'node:path'
import {promisify} from 'node:util'
import type {LivemodeError} from '@livemode/config'
import test, {type ExecutionContext} from 'ava'
import {newFolder} from '../../test/run-livemode.ts'
import {serve} from '../../test/web-server.ts'
import {parseAddress} from './address.ts'
import {type ConnectionOptions, openConnections} from './connections.ts'
import {openWebSource, parseRange} from './web-source.ts'

const run = promisify(execFile)
const silenceMilliseconds = 30_000

/** Reads a file; gives it, or what is said instead. */
async function read(
  t: ExecutionContext,
  url: string,
  options: Partial<ConnectionOptions> = {},
): Promise<string | undefined> {
  const connections = openConnections({
    proxies: {},
    certificates: undefined,
    silenceMilliseconds,
    ...options,
  })
  t.teardown(() => connections[Symbol.asyncDispose]())
  const address = parseAddress(url)
  if (address.kind !== 'web') throw new Error(url)
  const {signal} = new AbortController()
  const source = openWebSource(address, {connections, signal, silenceMilliseconds})
  const told = await source.read('manifest.json').catch((error: LivemodeError) => {
    t.is(error.code, 'FETCH_FAILED', error.stack)
    return error.message
  })
  return told?.toString().replace(`${address.base}manifest.json `, '')
}

/** An https server whose certificate an authority of its own has signed. */
async function serveEncrypted(
  t: ExecutionContext,
  {name = 'IP:127.0.0.1', location}: {name?: string; location?: string} = {},
) {
  const folder = await newFolder(t)
  const file = (one: string) => join(folder, one)
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  await run('openssl', [
    ...['req', '-x509', ...key, '-subj', '/CN=test', '-days', '2'],
    ...['-addext', `subjectAltName=${name}`, '-keyout', file('key'), '-out', file('certificate')],
  ])
  const certificate = await readFile(file('certificate'), 'utf8')
  const server = createServer(
    {key: await readFile(file('key')), cert: certificate},
    (_, response) => {
      if (location !== undefined) response.writeHead(302, {location})
      response.end('encrypted')
    },
  )
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  return {certificate, url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`}
}

test('a certificate', async t => {
  const {url, certificate} = await serveEncrypted(t)
  t.is(await read(t, url), 'has a certificate that nobody known here has signed')
  t.is(await read(t, url, {certificates: certificate}), 'encrypted')
  const other = await serveEncrypted(t, {name: 'DNS:images.example'})
  t.is(
    await read(t, other.url, {certificates: other.certificate}),
    'has a certificate for another name',
  )
  const plain = await serve(t, (_request, response) => response.end())
  t.is(await read(t, plain.replace('http', 'https')), 'does not speak TLS')
})

test('nobody there', async t => {
  t.is(await read(t, 'http://127.0.0.1:1'), 'cannot be reached: the connection is refused')
  t.is(
    await read(t, 'http://nowhere.invalid'),
    'cannot be reached: the name of the server is not known',
  )
})

test('a name and a password go to the server, and nowhere else', async t => {
  const heard: unknown[] = []
  const other = await serve(t, ({headers}, response) => {
    heard.push(headers.authorization)
    response.end('other')
  })
  const url = await serve(t, ({headers, url: path}, response) => {
    heard.push(headers.authorization)
    response.writeHead(302, {location: `${other}${path}`}).end()
  })
  t.is(await read(t, url.replace('//', '//me:pw@')), 'other')
  t.deepEqual(heard, [`Basic ${Buffer.from('me:pw').toString('base64')}`, undefined])
  const locked = await serve(t, (_request, response) => response.writeHead(401).end())
  t.is(await read(t, locked), 'answers 401: it wants a name and a password')
})

test('what was asked for over https comes over https', async t => {
  const plain = await serve(t, (_request, response) => response.end('plain'))
  const {url, certificate} = await serveEncrypted(t, {location: `${plain}/manifest.json`})
  t.is(await read(t, url, {certificates: certificate}), `leads to ${plain}, which is not encrypted`)
})

test('through a proxy, unless no_proxy has the server', async t => {
  const asked: unknown[] = []
  const {url: encrypted, certificate} = await serveEncrypted(t)
  const plain = await serve(t, (_request, response) => response.end('direct'))
  const proxy = await serveProxy(t, asked)
  const url = proxy.replace('//', '//me:pw@')
  const proxies = {http_proxy: url, https_proxy: url}
  t.is(await read(t, plain, {proxies}), 'by the proxy')
  t.is(await read(t, encrypted, {proxies, certificates: certificate}), 'encrypted')
  t.is(await read(t, plain, {proxies: {...proxies, no_proxy: '127.0.0.1'}}), 'direct')
  const basic = `Basic ${Buffer.from('me:pw').toString('base64')}`
  t.deepEqual(asked, [
    [`${plain}/manifest.json`, basic],
    [encrypted.replace('https://', ''), basic],
  ])
  const refusing = {http_proxy: proxy, https_proxy: proxy}
  t.is(
    await read(t, encrypted, {proxies: refusing}),
    'cannot be reached: the proxy answers 407: it wants a name and a password',
  )
  t.is(
    await read(t, plain, {proxies: refusing}),
    'cannot be reached: the proxy answers 407: it wants a name and a password',
  )
})

/** A proxy that wants a name and a password. */
async function serveProxy(t: ExecutionContext, asked: unknown[]): Promise<string> {
  return serve(
    t,
    ({url, headers}, response) => {
      const authorization = headers['proxy-authorization']
      if (authorization === undefined) return response.writeHead(407).end()
      asked.push([url, authorization])
      response.end('by the proxy')
    },
    ({url = '', headers}, socket) => {
      const authorization = headers['proxy-authorization']
      if (authorization === undefined) return socket.end('HTTP/1.1 407 No\r\n\r\n')
      asked.push([url, authorization])
      const [host, port] = url.split(':')
      const server = connect(Number(port), host, () => {
        socket.write('HTTP/1.1 200 Connected\r\n\r\n')
        server.pipe(socket).pipe(server)
      })
      server.on('error', () => socket.destroy())
      socket.on('error', () => server.destroy())
    },
  )
}

test('the proxy of http is not that of https', async t => {
  const asked: unknown[] = []
  const {url: encrypted, certificate} = await serveEncrypted(t)
  const plain = await serve(t, (_request, response) => response.end('direct'))
  const proxy = (await serveProxy(t, asked)).replace('//', '//me:pw@')
  const options = {certificates: certificate}
  t.is(await read(t, encrypted, {...options, proxies: {http_proxy: proxy}}), 'encrypted')
  t.is(await read(t, plain, {...options, proxies: {https_proxy: proxy}}), 'direct')
  t.deepEqual(asked, [])
})

test('what of a file a server gives', t => {
  t.deepEqual(parseRange('bytes 10-19/20'), {begin: 10, size: 20})
  t.deepEqual(parseRange('bytes 10-19/*'), {begin: 10, size: null})
  for (const nothing of [undefined, 'bytes */20', 'lines 1-2/3']) {
    t.deepEqual(parseRange(nothing), {begin: -1, size: null})
  }
})
