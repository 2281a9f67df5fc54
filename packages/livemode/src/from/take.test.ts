// Artifacts come into a folder all or none: what interrupts that leaves parts alone, and the next run goes on with them.
import {createHash, randomBytes} from 'node:crypto'
import {mkdir, readdir, readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {fetchedName} from '@livemode/bootentry'
import type {LivemodeError} from '@livemode/config'
import {artifactNames, type Manifest, manifestName, signatureName} from '@livemode/image'
import test, {type ExecutionContext} from 'ava'
import {newFolder} from '../../test/run-livemode.ts'
import {type Answer, beginOf, sendFile, serve} from '../../test/web-server.ts'
import {plainProgress} from '../progress.ts'
import {openOffer} from './offer.ts'
import {takeArtifacts} from './take.ts'

const {kernel, initramfs, squashfs} = artifactNames
const names = [kernel, initramfs, squashfs]
const size = 300_000
const contents = new Map(names.map(name => [name, randomBytes(size)]))

const artifactOf = (name: (typeof names)[number]) => ({
  size,
  sha256: createHash('sha256')
    .update(contents.get(name) ?? '')
    .digest('hex'),
})

const manifest: Manifest = {
  buildId: '0123456789abcdef',
  target: {id: 'debian-13', prettyName: 'Debian GNU/Linux 13 (trixie)'},
  artifacts: {
    [kernel]: artifactOf(kernel),
    [initramfs]: artifactOf(initramfs),
    [squashfs]: artifactOf(squashfs),
  },
  verity: {rootHash: 'ab'.repeat(32), hashOffset: 4096},
  layers: {userspace: 'a', initramfs: 'b', squashfs: 'c'},
  userspace: {id: 'd', baseId: 'e', made: '2026-11-01T00:00:00Z'},
  engines: ['probe'],
  deviceSupport: [],
  dracutModules: [],
  nodeVersion: 'v24.0.0',
  kernelVersion: '6.12',
  dracutVersion: '106',
  tools: {},
  timings: {},
  packages: [],
}

/** A server of these artifacts that may answer otherwise, and the folder that they are taken to. */
async function start(
  t: ExecutionContext,
  {
    served = manifest,
    otherwise = () => false,
    user = '',
  }: {
    served?: Manifest
    /** Answers a request itself, or gives false. */
    otherwise?: (name: string, ...both: Parameters<Answer>) => unknown
    user?: string
  } = {},
) {
  const asked: string[] = []
  const base = await serve(t, (request, response) => {
    const name = (request.url ?? '').slice(1)
    asked.push(`${name} ${beginOf(request)}`)
    if (otherwise(name, request, response) !== false) return
    const content =
      name === manifestName
        ? Buffer.from(JSON.stringify(served))
        : [...contents].find(([one]) => one === name)?.[1]
    if (content === undefined) return response.writeHead(404).end()
    sendFile(request, response, {content})
  })
  const out = join(await newFolder(t), 'out')
  const {PATH} = process.env
  const take = async (signal = new AbortController().signal) => {
    const environment = {PATH}
    const reach = async () => ({proxies: {}, certificates: undefined, auth: []})
    const from = base.replace('//', `//${user}`)
    await using offer = await openOffer(from, {environment, signal, trusted: [], reach})
    const progress = plainProgress(() => {})
    return await takeArtifacts(offer, {out, names, environment, signal, progress})
  }
  return {
    take,
    out,
    /** What was asked for since it was asked last. */
    asked: () => asked.splice(0),
    left: async () =>
      (await listed(out)).toSorted().map(name => name.replace(/[0-9a-f]{16}/, 'SUM')),
    refuse: async () => {
      const error = await t.throwsAsync<LivemodeError>(take())
      return [error?.code, error?.message.replace(base, 'URL').replace(out, 'OUT')]
    },
  }
}

const before = [manifestName, signatureName].map(name => `${name} 0`)

test('all of them, and the manifest', async t => {
  const {take, out, asked, left} = await start(t)
  await take()
  t.deepEqual(asked(), [...before, ...names.map(name => `${name} 0`)])
  t.deepEqual(await left(), [initramfs, squashfs, manifestName, kernel])
  for (const [name, content] of contents) t.deepEqual(await readFile(join(out, name)), content)
})

test('what has come is noted, and nothing that was there', async t => {
  const {take, out} = await start(t)
  await mkdir(out)
  const noted = async () => {
    const {files, folders} = JSON.parse(await readFile(join(out, fetchedName), 'utf8'))
    return [Object.keys(files).toSorted(), folders]
  }
  await writeFile(join(out, kernel), contents.get(kernel) ?? '')
  await take()
  t.deepEqual(await noted(), [[initramfs, squashfs, manifestName].toSorted(), []])
  await take()
  t.deepEqual(await noted(), [[initramfs, squashfs, manifestName].toSorted(), []])
  await writeFile(join(out, manifestName), 'another one')
  await take()
  t.deepEqual(await readFile(join(out, manifestName), 'utf8'), JSON.stringify(manifest))
})

test('a signature that the server forbids is none where nobody asks for one', async t => {
  const {take, left} = await start(t, {
    otherwise: (name, _request, response) =>
      name === signatureName && response.writeHead(403).end(),
  })
  await take()
  t.deepEqual(await left(), [initramfs, squashfs, manifestName, kernel])
})

test('what does not fit is told before anything is fetched', async t => {
  const image = {...artifactOf(squashfs), size: 10 ** 15}
  const artifacts = {...manifest.artifacts, [squashfs]: image}
  const {refuse, asked, left} = await start(t, {served: {...manifest, artifacts}})
  const [code, message] = await refuse()
  t.is(code, 'NO_SPACE')
  t.regex(message ?? '', /^the artifacts need 1000000001 MB more in OUT, where \d+ MB are free$/)
  t.deepEqual(asked(), before)
  t.deepEqual(await left(), [])
})

test('one that the server does not have', async t => {
  let isThere = false
  const {take, refuse, asked, left} = await start(t, {
    otherwise: (name, _request, response) =>
      !isThere && name === initramfs && response.writeHead(404).end(),
  })
  t.deepEqual(await refuse(), [
    'FETCH_FAILED',
    `URL/${initramfs} answers 404: there is no such file`,
  ])
  t.deepEqual(await left(), [`.${kernel}.SUM.part`])
  isThere = true
  asked()
  await take()
  t.deepEqual(asked(), [...before, `${initramfs} 0`, `${squashfs} 0`])
  t.deepEqual(await left(), [initramfs, squashfs, manifestName, kernel])
})

/** Sends the first bytes of an artifact, and tells when they are on their way. */
function halfOf(wanted: string) {
  const sent = Promise.withResolvers<void>()
  let isFirst = true
  const otherwise = (name: string, ...[, response]: Parameters<Answer>) => {
    if (name !== wanted || !isFirst) return false
    isFirst = false
    response.writeHead(200, {'content-length': size})
    response.write(contents.get(squashfs)?.subarray(0, size / 2), () => sent.resolve())
    return true
  }
  return {otherwise, sent: sent.promise}
}

test('an interruption leaves parts, and the next run goes on', async t => {
  const {otherwise, sent} = halfOf(squashfs)
  const {take, out, asked, left} = await start(t, {otherwise})
  const interruption = new AbortController()
  const taking = take(interruption.signal)
  await sent
  await until(async () => (await bytesIn(out)) === 2.5 * size)
  interruption.abort(new Error('interrupted'))
  await t.throwsAsync(taking, {message: 'interrupted'})
  t.deepEqual(
    await left(),
    [initramfs, squashfs, kernel].map(name => `.${name}.SUM.part`),
  )
  asked()
  await take()
  t.deepEqual(asked(), [...before, `${squashfs} ${size / 2}`])
  t.deepEqual(await readFile(join(out, squashfs)), contents.get(squashfs))
})

test('one at a time into a folder', async t => {
  const {otherwise, sent} = halfOf(kernel)
  const {take, refuse, left} = await start(t, {otherwise})
  const interruption = new AbortController()
  const taking = take(interruption.signal)
  taking.catch(() => {})
  await sent
  t.deepEqual(await refuse(), ['BUSY', 'another livemode builds or fetches into OUT'])
  interruption.abort(new Error('interrupted'))
  await t.throwsAsync(taking, {message: 'interrupted'})
  await take()
  t.deepEqual(await left(), [initramfs, squashfs, manifestName, kernel])
})

test('parts of another build go', async t => {
  const {take, out, left} = await start(t)
  await mkdir(out)
  await writeFile(join(out, `.${kernel}.${'0'.repeat(16)}.part`), 'of another one')
  await writeFile(join(out, 'mine'), 'something else')
  await take()
  t.deepEqual(await left(), [initramfs, squashfs, manifestName, 'mine', kernel])
})

test('a server elsewhere hears no password, and what is missing is asked of it', async t => {
  const heard: unknown[] = []
  const elsewhere = await serve(t, (request, response) => {
    const {headers, url = ''} = request
    const secrets = Object.keys(headers).filter(name => /auth|cookie/.test(name))
    heard.push([url.slice(1), secrets, JSON.stringify(headers).includes('word')])
    const content = [...contents].find(([name]) => url === `/${name}`)?.[1] ?? Buffer.of()
    sendFile(request, response, {content})
  })
  const passwords: unknown[] = []
  const {take, out} = await start(t, {
    user: 'me:word@',
    otherwise: (name, {headers}, response) => {
      passwords.push(headers.authorization)
      if (!contents.has(name as typeof kernel)) return false
      response.writeHead(302, {location: `${elsewhere}/${name}`}).end()
    },
  })
  await take()
  t.deepEqual(
    heard,
    names.map(name => [name, [], false]),
  )
  t.deepEqual(new Set(passwords), new Set([`Basic ${Buffer.from('me:word').toString('base64')}`]))
  t.deepEqual(await readFile(join(out, squashfs)), contents.get(squashfs))
})

/** What of a folder is artifacts, or parts of them. */
const listed = async (folder: string) =>
  (await readdir(folder)).filter(name => name !== fetchedName)

const bytesIn = async (folder: string): Promise<number> => {
  const found = await listed(folder).catch(() => [])
  const sizes = await Promise.all(
    found.map(async name => (await readFile(join(folder, name))).length),
  )
  return sizes.reduce((sum, one) => sum + one, 0)
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise(resolve => setTimeout(resolve, 20))
}
