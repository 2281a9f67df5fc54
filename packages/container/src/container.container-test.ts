// Files go into a container and come out of it again as they were.
import {createHash} from 'node:crypto'
import {mkdtemp, readFile, rm, stat} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {Readable} from 'node:stream'
import {buffer, text} from 'node:stream/consumers'
import {type ErrorCode, LivemodeError} from '@livemode/config'
import test from 'ava'
import {makeTar} from '../test/make-tar.ts'
import {ensureTestImage, startSession} from '../test/session.ts'
import type {Container} from './container.ts'
import type {Session} from './session.ts'

let session: Session
let container: Container

test.before(async () => {
  session = await startSession()
  container = await session.start(await ensureTestImage(session.engine), {name: 'test'})
})
test.after.always(async () => {
  await session[Symbol.asyncDispose]()
})

test('a tar is unpacked below a folder, from memory and from a stream', async t => {
  const tar = makeTar('pax', 'mkdir in; echo content >in/file; chmod 750 in; tar in')
  await container.putTar(tar, '/srv')
  await container.putTar(Readable.from([tar]), '/opt')
  for (const folder of ['/srv', '/opt']) {
    t.deepEqual(await container.exec(['cat', `${folder}/in/file`]), {stdout: 'content\n'})
    t.deepEqual(await container.exec(['stat', '-c', '%a', `${folder}/in`]), {stdout: '750\n'})
  }
})

test('a tar cannot be unpacked where there is no folder', async t => {
  const error = await t.throwsAsync(container.putTar(makeTar('pax', 'tar .'), '/nowhere'), {
    instanceOf: LivemodeError,
    // What follows are the engine's own words.
    message: /^container: cannot put files into \/nowhere: \(HTTP code 404\) .+$/,
  })
  t.is(error?.code, 'ENGINE_FAILED')
})

test('a folder is taken as a tar', async t => {
  await container.exec(['sh', '-c', 'mkdir /tmp/taken; echo 1 >/tmp/taken/a; echo 2 >/tmp/taken/b'])
  const tar = await buffer(await container.takeTar('/tmp/taken'))
  t.true(tar.includes('taken/a'))
  t.true(tar.includes('taken/b'))
})

test('one file is taken', async t => {
  await container.exec(['sh', '-c', 'seq 200000 >/tmp/numbers'])
  const {size, content} = await container.takeFile('/tmp/numbers')
  const numbers = Array.from({length: 200_000}, (_, index) => `${index + 1}\n`).join('')
  t.is(size, numbers.length)
  t.is(await text(content), numbers)
})

const refusals: Readonly<Record<string, {code: ErrorCode; message: string | RegExp}>> = {
  '/usr': {code: 'TAR_BROKEN', message: '/usr is not a regular file but a directory'},
  '/etc/os-release': {
    code: 'TAR_BROKEN',
    message: '/etc/os-release is not a regular file but a symlink',
  },
  '/nowhere': {
    code: 'ENGINE_FAILED',
    message: /^container: cannot take \/nowhere: \(HTTP code 404\) .+$/,
  },
}

for (const [path, {code, message}] of Object.entries(refusals)) {
  test(`${path} cannot be taken as a file`, async t => {
    const error = await t.throwsAsync(container.takeFile(path), {
      instanceOf: LivemodeError,
      message,
    })
    t.is(error?.code, code)
  })
}

test('a file is copied to the machine, with its size and its checksum', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'livemode-container-'))
  t.teardown(() => rm(folder, {recursive: true}))
  await container.exec(['sh', '-c', 'head -c 3000000 /dev/urandom >/tmp/random'])
  const destination = join(folder, 'random')

  const copied = await container.copyFileTo('/tmp/random', destination)
  const {stdout} = await container.exec(['sha256sum', '/tmp/random'])
  t.deepEqual(copied, {size: 3_000_000, sha256: stdout.slice(0, 64)})
  t.is((await stat(destination)).size, copied.size)
  t.is(
    createHash('sha256')
      .update(await readFile(destination))
      .digest('hex'),
    copied.sha256,
  )

  const before = await readFile(destination)
  await t.throwsAsync(container.copyFileTo('/usr/bin/env', destination), {code: 'EEXIST'})
  t.true(before.equals(await readFile(destination)))
})

test('a file that is not read to its end is no hindrance', async t => {
  await container.exec(['sh', '-c', 'head -c 30000000 /dev/zero >/tmp/zeros'])
  const {content} = await container.takeFile('/tmp/zeros')
  content.destroy()
  const {size} = await container.takeFile('/tmp/zeros').then(file => {
    file.content.destroy()
    return file
  })
  t.is(size, 30_000_000)
})

test('the whole root is exported', async t => {
  await container.exec(['sh', '-c', 'echo exported >/srv/exported'])
  const tar = await buffer(await container.exportRoot())
  t.true(tar.includes('srv/exported'))
  t.true(tar.includes('usr/lib/os-release'))
})
