// A program of the machine that does not answer, prints without end or is not there holds up nothing.
import test from 'ava'
import {readAnswer, readProgram} from './program.ts'

const asking = {environment: {PATH: process.env.PATH}}

test('what it prints, in the C locale', async t => {
  t.is(await readProgram(['sh', '-c', 'echo "$LC_ALL $HOME"'], asking), 'C ')
  t.is(await readAnswer(['sh', '-c', 'echo half; exit 3'], asking), 'half')
  t.is(await readAnswer(['no-such-program'], asking), null)
})

test('one that fails says why', async t => {
  await t.throwsAsync(readProgram(['sh', '-c', 'echo no device >&2; exit 32'], asking), {
    code: 'HOST_UNREADABLE',
    message: /exit code 32.*\nno device/s,
  })
})

test('one that does not answer is ended', async t => {
  const hurried = {...asking, seconds: 0.2}
  // The shell waits for another program, which nobody ends.
  const error = await t.throwsAsync(readProgram(['sh', '-c', 'sleep 5; :'], hurried))
  t.like(error, {
    code: 'HOST_UNREADABLE',
    message: 'sh -c sleep 5; : has not answered in 0.2 s',
    hint: 'a device or a file system of this machine may not answer',
  })
  t.is(await readAnswer(['sleep', '5'], hurried), null)
  t.is(await readAnswer(['sh', '-c', 'sleep 5 & wait'], hurried), null)
})

test('one that prints without end is ended', async t => {
  await t.throwsAsync(readProgram(['yes'], {...asking, bytes: 100_000}), {
    code: 'HOST_UNREADABLE',
    message: 'yes prints more than 100000 bytes, which cannot be right',
  })
})

test('nobody waits any more when the signal aborts', async t => {
  const interruption = new AbortController()
  const {signal} = interruption
  const running = readProgram(['sleep', '5'], {...asking, signal})
  interruption.abort(new Error('interrupted by SIGINT'))
  await t.throwsAsync(running, {message: 'interrupted by SIGINT'})
  await t.throwsAsync(readAnswer(['sleep', '5'], {...asking, signal}), {
    message: 'interrupted by SIGINT',
  })
})
