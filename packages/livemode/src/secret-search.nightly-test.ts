// The search for secrets finds what was planted, wherever it lies and however it is written: else what it does not find says nothing.
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {gzipSync, zstdCompressSync} from 'node:zlib'
import {defaultConfig} from '@livemode/config'
import {commitFrom, removeImage, type Session} from '@livemode/container'
import {
  buildUserspace,
  defaultTargetId,
  ensureToolbox,
  planRequirements,
  targets,
} from '@livemode/userspace'
import test from 'ava'
import {
  containerPlaces,
  findSecrets,
  folderPlaces,
  imagePlaces,
  type Place,
  textPlace,
  unpackedPlace,
} from '../test/secret-search.ts'
import {startSession} from '../test/session.ts'

const secret = {name: 'the password', text: `p@ss/w%rd+${crypto.randomUUID()}`}
const log = () => {}

let session: Session
let folder: string

test.before(async () => {
  session = await startSession()
  folder = await mkdtemp(join(tmpdir(), 'livemode-search-'))
})
test.after.always(async () => {
  await session?.[Symbol.asyncDispose]()
  await rm(folder, {recursive: true, force: true})
})

const find = (places: Iterable<Place> | AsyncIterable<Place>) => findSecrets(places, [secret])

test('however it is written', async t => {
  const {text} = secret
  const base64 = (prefix: string) => Buffer.from(`${prefix}${text}@host`).toString('base64')
  const written: Readonly<Record<string, string>> = {
    plain: `proxy = "http://me:${text}@host"`,
    'percent-encoded': new URL(`http://me:${encodeURIComponent(text)}@host`).href,
    'as Base64': `Basic ${base64('me:')}`,
  }
  for (const [form, line] of Object.entries(written)) {
    t.deepEqual(await find([textPlace('here', line)]), [`here: ${secret.name}, ${form}`])
  }
  for (const prefix of ['', 'a:', 'me:', 'her:']) {
    t.deepEqual(await find([textPlace('here', base64(prefix))]), [
      `here: ${secret.name}, as Base64`,
    ])
  }
  const halves = [text.slice(0, 5), text.slice(5)].map(half => Buffer.from(half))
  const inHalves = {
    name: 'here',
    open: async function* () {
      yield* halves
    },
  }
  t.deepEqual(await find([inHalves]), [`here: ${secret.name}, plain`])
  t.deepEqual(await find([textPlace('here', text.slice(1))]), [])
  await t.throwsAsync(find([{...inHalves, known: 'something else'}]), {
    message: 'here: nobody can read it',
  })
})

test('in a folder, compressed too', async t => {
  const files = join(folder, 'files')
  await mkdir(join(files, 'deep'), {recursive: true})
  await writeFile(join(files, 'deep/log'), `x${secret.text}`)
  await writeFile(join(files, 'log.gz'), gzipSync(secret.text.repeat(9)))
  await writeFile(join(files, 'log.zst'), zstdCompressSync(secret.text.repeat(9)))
  await writeFile(join(files, 'other'), 'nothing')
  const found = await find(folderPlaces(files))
  for (const name of ['deep/log', 'log.gz, decompressed', 'log.zst, decompressed']) {
    t.true(found.includes(`${files}/${name}: ${secret.name}, plain`), name)
  }
  t.false(found.some(line => line.includes('other')))
})

test('in a live image, an initramfs, a layer and a container', async t => {
  const target = targets[defaultTargetId]
  const requirements = planRequirements(target, defaultConfig)
  const userspace = await buildUserspace(session, {target, requirements, log})
  await using toolbox = await session.start(await ensureToolbox(session, {log}), {name: 'search'})
  await using dracut = await session.start(userspace.image, {name: 'search'})
  const plant = 'mkdir -p /made/etc; cd /made; echo known >etc/known; printf "%s" "$0" >etc/planted'
  const squash = 'mksquashfs /made /image -comp zstd -quiet -no-progress'
  const archive = 'find . | cpio --quiet --create --format=newc | zstd --quiet >/image'
  const known = 'known\n'
  const path = '/image'
  for (const [container, make, kind] of [
    [toolbox, squash, 'squashfs'],
    [dracut, archive, 'initramfs'],
  ] as const) {
    const place = unpackedPlace(container, {path, kind, known})
    await container.exec(['sh', '-euc', `${plant}; ${make}`, 'nothing'])
    t.deepEqual(await find([place]), [])
    await container.exec(['sh', '-euc', `${plant}; rm ${path}; ${make}`, secret.text])
    t.deepEqual(await find([place]), [`${path}, unpacked: ${secret.name}, plain`], kind)
  }

  const reference = `livemode/test-search:${crypto.randomUUID()}`
  const made = {reference, layer: 'test-search'}
  await commitFrom(session, userspace.image, made, async container => {
    await container.exec(['sh', '-c', 'printf "%s" "$0" >/etc/planted', secret.text])
    t.deepEqual(await find(containerPlaces(session.engine, container)), [
      `the files of a machine: ${secret.name}, plain`,
    ])
  })
  t.teardown(() => removeImage(session.engine, reference))
  t.deepEqual(await find(imagePlaces(session.engine, reference)), [
    `the image ${reference}: ${secret.name}, plain`,
  ])
  t.deepEqual(await find(imagePlaces(session.engine, userspace.image)), [])
})
