// A session's containers are gone when it is left, however it is left, and nobody else's are.
import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {hostname} from 'node:os'
import {buffer} from 'node:stream/consumers'
import {LivemodeError} from '@livemode/config'
import test from 'ava'
import {containersOf, ensureTestImage, owner, startSession} from '../test/session.ts'
import {connectEngine, type Engine} from './engine.ts'
import {findImage, removeImage} from './images.ts'
import type {Owner} from './labels.ts'
import {commitFrom, Session} from './session.ts'
import {sweepContainers} from './sweep.ts'

let engine: Engine
let image: string

test.before(async () => {
  engine = await connectEngine(process.env)
  image = await ensureTestImage(engine)
})

test('after a success', async t => {
  {
    await using session = await startSession()
    const containers = [
      await session.start(image, {name: 'test'}),
      await session.create(image, {name: 'test'}),
    ]
    t.deepEqual((await containersOf(engine)).toSorted(), containers.map(({id}) => id).toSorted())
  }
  t.deepEqual(await containersOf(engine), [])
})

test('after a failure', async t => {
  const work = async () => {
    await using session = await startSession()
    await session.start(image, {name: 'test'})
    const container = await session.start(image, {name: 'test'})
    await container.exec(['false'])
  }
  await t.throwsAsync(work(), {message: 'false exited with code 1'})
  t.deepEqual(await containersOf(engine), [])
})

test('a container that leaves its scope is gone before its session is', async t => {
  await using session = await startSession()
  const stays = await session.start(image, {name: 'test'})
  {
    await using _ = await session.start(image, {name: 'test'})
  }
  t.deepEqual(await containersOf(engine), [stays.id])
})

test('after an interruption in the middle of a program', async t => {
  const interruption = new AbortController()
  const work = async () => {
    await using session = await startSession(interruption.signal)
    const container = await session.start(image, {name: 'test'})
    await container.exec(['sh', '-c', 'echo started; exec sleep 600'], {
      onLine: () => interruption.abort(new Error('interrupted')),
    })
  }
  await t.throwsAsync(work())
  t.deepEqual(await containersOf(engine), [])
})

test('after an interruption in the middle of an export', async t => {
  const interruption = new AbortController()
  const work = async () => {
    await using session = await startSession(interruption.signal)
    const container = await session.start(image, {name: 'test'})
    const tar = await container.exportRoot()
    tar.once('data', () => interruption.abort(new Error('interrupted')))
    await buffer(tar)
  }
  // An engine may give the rest of an export even so.
  await work().catch(() => {})
  t.deepEqual(await containersOf(engine), [])
})

test('after an interruption in the middle of the work for an image there is no image either', async t => {
  const interruption = new AbortController()
  const reference = `livemode/test:${crypto.randomUUID().slice(0, 8)}`
  const work = async () => {
    await using session = await startSession(interruption.signal)
    await commitFrom(session, image, {reference, layer: 'test'}, async container => {
      await container.exec(['touch', '/srv/file'])
      interruption.abort(new Error('interrupted'))
    })
  }
  await t.throwsAsync(work(), {message: 'interrupted'})
  t.deepEqual(await containersOf(engine), [])
  t.is(await findImage(engine, reference), undefined)
})

test('a session that was interrupted starts nothing any more', async t => {
  const interruption = new AbortController()
  await using session = await startSession(interruption.signal)
  interruption.abort(new Error('interrupted'))
  await t.throwsAsync(session.start(image, {name: 'test'}), {message: 'interrupted'})
  t.deepEqual(await containersOf(engine), [])
})

test('an interruption while containers start', async t => {
  const interruption = new AbortController()
  const work = async () => {
    await using session = await startSession(interruption.signal)
    const starting = Array.from({length: 3}, () => session.start(image, {name: 'test'}))
    interruption.abort(new Error('interrupted'))
    const settled = await Promise.allSettled(starting)
    return settled.map(result => (result.status === 'rejected' ? result.reason.message : result))
  }
  t.deepEqual(await work(), ['interrupted', 'interrupted', 'interrupted'])
  t.deepEqual(await containersOf(engine), [])
})

test('a container of an image that is not there', async t => {
  await using session = await startSession()
  const error = await t.throwsAsync(session.start('livemode/test:missing', {name: 'test'}), {
    instanceOf: LivemodeError,
    // What follows are the engine's own words.
    message: /^cannot start a container of livemode\/test:missing: \(HTTP code 404\) .+/,
  })
  t.is(error?.code, 'ENGINE_FAILED')
})

test('a container sees the files of the machine that it is given', async t => {
  await using session = await startSession()
  const binds = {[import.meta.filename]: '/srv/this:ro'}
  const container = await session.start(image, {name: 'test', binds})
  const {stdout} = await container.exec(['head', '--lines=1', '/srv/this'])
  t.true(stdout.startsWith("// A session's"))
  await t.throwsAsync(container.exec(['touch', '/srv/this']), {
    message: /^touch \/srv\/this exited with code 1\n/,
  })
})

test('what lies in memory is in no image that is made of its container', async t => {
  await using session = await startSession()
  const made = {
    reference: 'livemode/test-memory:once',
    layer: 'test',
    containerOptions: async () => ({memoryFolders: ['/mnt'], binds: {'/etc': '/mnt/a/b:ro'}}),
  }
  t.teardown(() => removeImage(engine, made.reference))
  await commitFrom(session, image, made, async container => {
    const script = 'echo secret > /mnt/secret; test -e /mnt/a/b/passwd; echo kept > /srv/kept'
    await container.exec(['sh', '-euc', script])
  })
  await using container = await session.start(made.reference, {name: 'test'})
  const {stdout} = await container.exec(['find', '/mnt', '/srv'])
  t.is(stdout, '/mnt\n/srv\n/srv/kept\n')
})

test('a session without a network has none in its containers', async t => {
  const {signal} = new AbortController()
  await using session = new Session(engine, {owner, signal, network: 'none'})
  await using container = await session.start(image, {name: 'test'})
  const {stdout} = await container.exec(['ls', '/sys/class/net'])
  t.is(stdout, 'lo\n')
})

test('a container may use loop devices where that is asked for, and nowhere else', async t => {
  await using session = await startSession()
  const open = ['sh', '-euc', 'mknod /control c 10 237; : </control']
  const allowed = await session.start(image, {name: 'test', loopDevices: true})
  await t.notThrowsAsync(allowed.exec(open))
  const other = await session.start(image, {name: 'test'})
  await t.throwsAsync(other.exec(open), {message: /cannot open \/control: Operation not permitted/})
})

test('swept are the containers of processes of this machine that are gone', async t => {
  const child = spawn('true')
  await once(child, 'exit')
  const machine = `${hostname()}-${crypto.randomUUID().slice(0, 8)}`
  const owners: Readonly<Record<string, Owner>> = {
    gone: {hostname: machine, pid: child.pid ?? 0},
    alive: {hostname: machine, pid: process.pid},
    elsewhere: {hostname: `${machine}-2`, pid: child.pid ?? 0},
  }
  await using sessions = new AsyncDisposableStack()
  const ids: Record<string, string> = {}
  for (const [name, owner] of Object.entries(owners)) {
    const {signal} = new AbortController()
    const session = sessions.use(new Session(engine, {owner, signal}))
    ids[name] = (await session.start(image, {name})).id
  }

  const swept = await sweepContainers(engine, {hostname: machine})
  t.is(swept.length, 1)
  t.regex(swept[0] ?? '', /^livemode-gone-[0-9a-f]{8}$/)
  for (const [name, owner] of Object.entries(owners)) {
    t.deepEqual(await containersOf(engine, owner), name === 'gone' ? [] : [ids[name]])
  }
  t.deepEqual(await sweepContainers(engine, {hostname: machine}), [])
})
