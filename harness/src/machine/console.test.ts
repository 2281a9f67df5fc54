// The console's bytes become lines with times, however they are cut on the way.
import {mkdtemp, readFile, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import test, {type ExecutionContext} from 'ava'
import {Console} from './console.ts'

async function openConsole(t: ExecutionContext) {
  const folder = await mkdtemp(join(tmpdir(), 'livemode-test-'))
  t.teardown(() => rm(folder, {recursive: true}))
  const file = join(folder, 'console.txt')
  const texts: string[] = []
  const lines: string[] = []
  const seen = Promise.withResolvers<void>()
  let seconds = 0
  const console = new Console({
    file,
    clock: () => ++seconds,
    onText: ({text}) => {
      texts.push(text)
      seen.resolve()
    },
    onLine: ({text}) => lines.push(text),
  })
  return {console, file, texts, lines, seen: seen.promise}
}

test('lines come whole, without their ends, control sequences and empty ones', async t => {
  const {console, lines} = await openConsole(t)
  console.write(Buffer.from('[\u001b[0;32m  OK  \u001b[0m] Reached\r\n\r\nsec'))
  console.write(Buffer.from('ond\r'))
  console.write(Buffer.from('\n[    **] Job a\r\u001b[K[     *] Job b\r'))
  await console[Symbol.asyncDispose]()
  t.deepEqual(lines, ['[  OK  ] Reached', 'second', '[    **] Job a', '[     *] Job b'])
})

test('a character that is cut in two is one character', async t => {
  const {console, lines} = await openConsole(t)
  const bytes = Buffer.from('Starting dev…\n')
  console.write(bytes.subarray(0, 13))
  console.write(bytes.subarray(13))
  await console[Symbol.asyncDispose]()
  t.deepEqual(lines, ['Starting dev…'])
})

test('a prompt is seen although its line has no end', async t => {
  const {console, texts, lines, seen} = await openConsole(t)
  console.write(Buffer.from('Press Enter for maint'))
  console.write(Buffer.from('enance'))
  await seen
  t.deepEqual(texts, ['Press Enter for maintenance'])
  t.deepEqual(lines, [])
  await console[Symbol.asyncDispose]()
})

test('the file has every line with its time, the last one too', async t => {
  const {console, file} = await openConsole(t)
  console.write(Buffer.from('one\n'))
  console.write(Buffer.from('two\nthr'))
  await console[Symbol.asyncDispose]()
  t.is(await readFile(file, 'utf8'), '[    1.00] one\n[    2.00] two\n[    3.00] thr\n')
})

test('the tail has the last lines, for an error message', async t => {
  const {console} = await openConsole(t)
  console.write(Buffer.from('one\ntwo\nthree\n'))
  t.is(console.renderTail(2), '    [    1.00] two\n    [    1.00] three')
  await console[Symbol.asyncDispose]()
})

test('a prompt is there before its line has an end', async t => {
  const {console} = await openConsole(t)
  t.is(console.openLine, undefined)
  console.write(Buffer.from('Welcome\nmachine login: '))
  t.deepEqual(console.openLine, {seconds: 1, text: 'machine login:'})
  console.write(Buffer.from('root\n'))
  t.is(console.openLine, undefined)
  await console[Symbol.asyncDispose]()
})
