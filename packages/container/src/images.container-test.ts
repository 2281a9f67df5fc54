// Images appear when they are complete, say what they are, and are gone after a failure.
import {Readable} from 'node:stream'
import {text} from 'node:stream/consumers'
import {LivemodeError} from '@livemode/config'
import test from 'ava'
import {makeTar} from '../test/make-tar.ts'
import {containersOf, ensureTestImage, startSession} from '../test/session.ts'
import {describeImage, findImage, importImage, pullImage, removeImage} from './images.ts'
import {layerLabel} from './labels.ts'
import {commitFrom, ensureLayer, type Session} from './session.ts'

let session: Session
let image: string

/** A name that nobody else has. */
const newReference = () => `livemode/test:${crypto.randomUUID().slice(0, 8)}`

test.before(async () => {
  session = await startSession()
  image = await ensureTestImage(session.engine)
})
test.after.always(async () => {
  await session[Symbol.asyncDispose]()
})

const labelOf = async (reference: string) =>
  (await session.engine.docker.getImage(reference).inspect()).Config.Labels[layerLabel]

test('an image is made of a tar stream, with its label', async t => {
  const reference = newReference()
  t.teardown(() => removeImage(session.engine, reference))
  t.is(await findImage(session.engine, reference), undefined)

  const tar = makeTar('pax', 'mkdir etc; echo imported >etc/motd; tar etc')
  await importImage(session.engine, Readable.from([tar]), {reference, layer: 'base'})
  t.regex((await findImage(session.engine, reference)) ?? '', /^sha256:[0-9a-f]{64}$/)
  t.is(await labelOf(reference), 'base')

  await using container = await session.create(reference, {name: 'test'})
  const {content} = await container.takeFile('/etc/motd')
  t.is(await text(content), 'imported\n')
})

test('a stream that fails leaves no image', async t => {
  const reference = newReference()
  async function* failing() {
    yield makeTar('pax', 'head -c 300000 /dev/zero >file; tar file').subarray(0, 100_000)
    throw new LivemodeError('TAR_BROKEN', 'the stream is no tar')
  }
  const error = await t.throwsAsync(
    importImage(session.engine, failing(), {reference, layer: 'base'}),
    {instanceOf: LivemodeError, message: 'the stream is no tar'},
  )
  t.is(error?.code, 'TAR_BROKEN')
  t.is(await findImage(session.engine, reference), undefined)
})

test('a stream that fails when all of it has been sent leaves no image', async t => {
  const reference = newReference()
  async function* failing() {
    yield makeTar('pax', 'touch file; tar file')
    throw new LivemodeError('COMMAND_FAILED', 'mmdebstrap exited with code 25')
  }
  await t.throwsAsync(importImage(session.engine, failing(), {reference, layer: 'base'}), {
    message: 'mmdebstrap exited with code 25',
  })
  t.is(await findImage(session.engine, reference), undefined)
})

test('a stream that is no tar is refused by the engine, and leaves no image', async t => {
  const reference = newReference()
  const garbage = Readable.from([Buffer.alloc(100_000, 'no tar. ')])
  const error = await t.throwsAsync(
    importImage(session.engine, garbage, {reference, layer: 'base'}),
    {
      instanceOf: LivemodeError,
      // What follows are the engine's own words.
      message: new RegExp(`^cannot import the image ${reference}: .+`),
    },
  )
  t.is(error?.code, 'ENGINE_FAILED')
  t.is(await findImage(session.engine, reference), undefined)
})

test('an image is made by work in another one, with its label', async t => {
  const reference = newReference()
  t.teardown(() => removeImage(session.engine, reference))
  await commitFrom(session, image, {reference, layer: 'common'}, async container => {
    await container.exec(['sh', '-c', 'echo committed >/etc/motd'])
  })
  t.is(await labelOf(reference), 'common')
  t.deepEqual(await containersOf(session.engine), [])

  await using container = await session.start(reference, {name: 'test'})
  t.deepEqual(await container.exec(['cat', '/etc/motd']), {stdout: 'committed\n'})
})

test('a layer is made once, and anew of what was made anew', async t => {
  const [from, reference] = [newReference(), newReference()]
  t.teardown(async () => {
    for (const made of [reference, from]) await removeImage(session.engine, made)
  })
  const makeBase = (content: string) => {
    const tar = makeTar('pax', `mkdir etc; printf ${content} >etc/motd; tar etc`)
    return importImage(session.engine, Readable.from([tar]), {reference: from, layer: 'base'})
  }
  let made = 0
  const ensure = () =>
    ensureLayer(session, from, {reference, layer: 'common'}, async () => {
      made += 1
    })
  const idOf = (one: string) => findImage(session.engine, one)
  await commitFrom(session, image, {reference: from, layer: 'base'}, async () => {})
  await ensure()
  const first = await idOf(reference)
  t.is((await describeImage(session.engine, reference))?.from, await idOf(from))
  await ensure()
  t.is(made, 1)
  t.is(await idOf(reference), first)

  await commitFrom(session, from, {reference: from, layer: 'base'}, async container => {
    await container.exec(['sh', '-c', 'echo newer >/etc/motd'])
  })
  await ensure()
  t.is(made, 2)
  t.not(await idOf(reference), first)
  t.is(await idOf(first ?? ''), undefined, 'the older one has gone')

  // What takes its place may be of nothing that was there before.
  const before = await idOf(from)
  await makeBase('x')
  t.not(await idOf(from), before)
  t.is(await idOf(`${from}-new`), undefined)
})

test('an import that fails leaves the image that was there', async t => {
  const reference = newReference()
  t.teardown(() => removeImage(session.engine, reference))
  const tar = makeTar('pax', 'touch file; tar file')
  await importImage(session.engine, Readable.from([tar]), {reference, layer: 'base'})
  const before = await findImage(session.engine, reference)
  async function* failing() {
    yield tar.subarray(0, 512)
    throw new Error('no mirror')
  }
  await t.throwsAsync(importImage(session.engine, failing(), {reference, layer: 'base'}))
  t.is(await findImage(session.engine, reference), before)
  t.is(await findImage(session.engine, `${reference}-new`), undefined)
})

test('work that fails leaves neither image nor container', async t => {
  const reference = newReference()
  const work = commitFrom(session, image, {reference, layer: 'common'}, async container => {
    await container.exec(['false'])
  })
  await t.throwsAsync(work, {message: 'false exited with code 1'})
  t.is(await findImage(session.engine, reference), undefined)
  t.deepEqual(await containersOf(session.engine), [])
})

test('an image is removed, and one that is not there is no error', async t => {
  const reference = newReference()
  const tar = makeTar('pax', 'touch file; tar file')
  await importImage(session.engine, Readable.from([tar]), {reference, layer: 'base'})
  await removeImage(session.engine, reference)
  t.is(await findImage(session.engine, reference), undefined)
  await t.notThrowsAsync(removeImage(session.engine, reference))
})

test('a registry that does not answer brings no image', async t => {
  const reference = '127.0.0.1:1/livemode/nothing:latest'
  const error = await t.throwsAsync(
    pullImage(session.engine, reference, {silenceMilliseconds: 60_000}),
    {
      instanceOf: LivemodeError,
      message: /^cannot pull the image 127\.0\.0\.1:1\/livemode\/nothing:latest: .+/,
    },
  )
  t.is(error?.code, 'ENGINE_FAILED')
  t.is(await findImage(session.engine, reference), undefined)
})
