// Programs run in a container: what they write and read, and how a failure is told.
import {Readable, Writable} from 'node:stream'
import {finished} from 'node:stream/promises'
import {setTimeout} from 'node:timers/promises'
import {LivemodeError} from '@livemode/config'
import test from 'ava'
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

test('standard output is given as it is', async t => {
  const {stdout} = await container.exec(['printf', 'one\\n two \\n\\nä'])
  t.is(stdout, 'one\n two \n\nä')
})

test('standard error is not part of it', async t => {
  t.deepEqual(await container.exec(['sh', '-c', 'echo out; echo err >&2']), {stdout: 'out\n'})
})

test('a megabyte of output arrives whole', async t => {
  const {stdout} = await container.exec(['seq', '160000'])
  t.is(stdout, Array.from({length: 160_000}, (_, index) => `${index + 1}\n`).join(''))
})

test('lines come as they are ended, with carriage returns too, and the last without its end', async t => {
  const lines: string[] = []
  await container.exec(['printf', '1 %%\\r50 %%\\rdone\\r\\n\\nrest'], {
    onLine: line => lines.push(line),
  })
  t.deepEqual(lines, ['1 %', '50 %', 'done', '', 'rest'])
})

test('lines of standard error come too', async t => {
  const lines: string[] = []
  await container.exec(['sh', '-c', 'echo err >&2'], {onLine: line => lines.push(line)})
  t.deepEqual(lines, ['err'])
})

test('a character that is cut in two on the way is one character', async t => {
  const lines: string[] = []
  const script = "printf 'gr\\303'; sleep 0.2; printf '\\274n\\n'"
  const {stdout} = await container.exec(['sh', '-c', script], {onLine: line => lines.push(line)})
  t.is(stdout, 'grün\n')
  t.deepEqual(lines, ['grün'])
})

test('output can be taken as bytes, by a reader that is slow', async t => {
  let size = 0
  let sum = 0
  const output = new Writable({
    async write(chunk: Buffer, _encoding, done) {
      await setTimeout(1)
      size += chunk.length
      for (const byte of chunk) sum += byte
      done()
    },
  })
  const script = `head -c 20000000 /dev/zero | tr '\\0' '\\377'`
  const {stdout} = await container.exec(['sh', '-c', script], {output})
  output.end()
  await finished(output)
  t.is(stdout, '')
  t.deepEqual({size, sum}, {size: 20_000_000, sum: 20_000_000 * 255})
})

test('a program reads its input to the end', async t => {
  const pieces = Array.from({length: 300}, (_, index) => Buffer.alloc(10_000, index % 256))
  const {stdout} = await container.exec(['sh', '-c', 'sha256sum | cut -c -8; echo end'], {
    input: Readable.from(pieces),
  })
  t.is(stdout, 'e411373b\nend\n')
})

test('without input a program reads nothing', async t => {
  t.is((await container.exec(['cat'])).stdout, '')
})

for (const code of [0, 1]) {
  test(`an input that fails is what went wrong, though its reader exits with ${code}`, async t => {
    async function* failing() {
      yield Buffer.from('some')
      throw new LivemodeError('TAR_BROKEN', 'the stream is no tar')
    }
    const argv = ['sh', '-c', `cat >/dev/null; exit ${code}`]
    await t.throwsAsync(container.exec(argv, {input: Readable.from(failing())}), {
      instanceOf: LivemodeError,
      message: 'the stream is no tar',
    })
  })
}

test('a program that fails before it has read its input is what went wrong', async t => {
  const input = Readable.from(Array.from({length: 500}, () => Buffer.alloc(100_000)))
  await t.throwsAsync(container.exec(['sh', '-c', 'echo full >&2; exit 5'], {input}), {
    instanceOf: LivemodeError,
    message: "sh -c 'echo full >&2; exit 5' exited with code 5\n    full",
  })
})

test('a program need not read its input to the end', async t => {
  const input = Readable.from(Array.from({length: 500}, () => Buffer.alloc(100_000, 'x')))
  t.deepEqual(await container.exec(['head', '--bytes=3'], {input}), {stdout: 'xxx'})
})

test('the environment', async t => {
  const environment = {DEBIAN_FRONTEND: 'noninteractive', EMPTY: '', SPACE: 'a b=c'}
  const {stdout} = await container.exec(['env'], {environment})
  const lines = stdout.split('\n')
  t.true(lines.includes('DEBIAN_FRONTEND=noninteractive'))
  t.true(lines.includes('EMPTY='))
  t.true(lines.includes('SPACE=a b=c'))
})

test('a failure has the command, the exit code and what the program said', async t => {
  const error = await t.throwsAsync(container.exec(['ls', '/nowhere', '/not here']), {
    instanceOf: LivemodeError,
    message: [
      "ls /nowhere '/not here' exited with code 2",
      "    ls: cannot access '/nowhere': No such file or directory",
      "    ls: cannot access '/not here': No such file or directory",
    ].join('\n'),
  })
  t.is(error?.code, 'COMMAND_FAILED')
})

test('a failure without a word', async t => {
  await t.throwsAsync(container.exec(['false']), {message: 'false exited with code 1'})
})

test('of a long output a failure has the last lines', async t => {
  const shown = Array.from({length: 20}, (_, index) => `\n    ${index + 81}`).join('')
  await t.throwsAsync(container.exec(['sh', '-c', 'seq 100; exit 7']), {
    message: `sh -c 'seq 100; exit 7' exited with code 7${shown}`,
  })
})

test('a program that was killed', async t => {
  await t.throwsAsync(container.exec(['sh', '-c', 'kill -KILL $$']), {
    message: "sh -c 'kill -KILL $$' exited with code 137",
  })
})

test('a program that is not there', async t => {
  const error = await t.throwsAsync(container.exec(['mksquash', '-']), {
    instanceOf: LivemodeError,
    // What follows are the engine's own words.
    message: /^mksquash - exited with code 12[67]\n {4}.*"mksquash"/,
  })
  t.is(error?.code, 'COMMAND_FAILED')
})
