// How a program of ours ends: all that it wrote is written, and its exit code tells the truth.
import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {open} from 'node:fs/promises'
import {text} from 'node:stream/consumers'
import {setTimeout} from 'node:timers/promises'
import test, {type ExecutionContext} from 'ava'

const door = new URL('./index.ts', import.meta.url).href

/** A process that runs `body` as its main; its standard output and error are what is given. */
function start(t: ExecutionContext, body: string, stdio: readonly ('pipe' | number)[] = []) {
  const source = `import {LivemodeError, runMain} from '${door}'\nawait runMain('name', async signal => {${body}})`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', source], {
    stdio: ['ignore', stdio[0] ?? 'pipe', stdio[1] ?? 'pipe'],
  })
  t.teardown(() => child.kill('SIGKILL'))
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  return {child, ended}
}

const millionBytes = "process.stdout.write('x'.repeat(1_000_000))"

test('a pipe that is read late gets everything', async t => {
  const {child, ended} = start(t, `${millionBytes}; process.stderr.write('ready'); return 3`)
  if (child.stderr) await once(child.stderr, 'data')
  await setTimeout(300)
  const output = child.stdout && (await text(child.stdout))
  t.is(output?.length, 1_000_000)
  t.is(await ended, 3)
})

test('a result that cannot be written is a failure, and says why', async t => {
  const full = await open('/dev/full', 'w')
  t.teardown(() => full.close())
  const {child, ended} = start(t, `${millionBytes}; return 0`, [full.fd, 'pipe'])
  const errors = child.stderr && (await text(child.stderr))
  t.is(await ended, 1)
  t.is(errors, 'name: the result cannot be written: ENOSPC: no space left on device, write\n')
})

test('a reader that has enough is no news, and what is done comes to its end', async t => {
  const body = `${millionBytes}; await new Promise(resolve => setTimeout(resolve, 100)); process.stderr.write('done'); return 0`
  const {child, ended} = start(t, body)
  child.stdout?.destroy()
  const errors = child.stderr && (await text(child.stderr))
  t.is(await ended, 1)
  t.is(errors, 'done')
})

test('what is told to people fails nothing', async t => {
  const full = await open('/dev/full', 'w')
  t.teardown(() => full.close())
  const body = `
    for (let line = 0; line < 100; line += 1) process.stderr.write('progress\\n')
    await new Promise(resolve => setTimeout(resolve, 50))
    process.stdout.write('result')
    return 0`
  const {child, ended} = start(t, body, ['pipe', full.fd])
  t.is(child.stdout && (await text(child.stdout)), 'result')
  t.is(await ended, 0)
})

test('an error is told after the name, with its exit code', async t => {
  const refused = "throw new LivemodeError('INHIBITED', 'it is refused', {hint: 'do this'})"
  const {child, ended} = start(t, refused)
  t.is(child.stderr && (await text(child.stderr)), 'name: it is refused\n  do this\n')
  t.is(await ended, 3)
})

const waits = `
  process.stderr.write('ready\\n')
  await new Promise((resolve, reject) => {
    const alive = setInterval(() => {}, 1000)
    signal.addEventListener('abort', () => { clearInterval(alive); reject(END) })
  })`
const ends = [
  {body: 'signal.reason', code: 130, message: 'name: interrupted by SIGTERM\n'},
  {
    body: "new LivemodeError('NOT_UNDONE', 'something is left')",
    code: 1,
    message: 'name: something is left\n',
  },
]
for (const {body, code, message} of ends) {
  test(`an interruption that ends in ${body} is told, and ends in ${code}`, async t => {
    const {child, ended} = start(t, waits.replace('END', body))
    if (child.stderr) await once(child.stderr, 'data')
    child.kill('SIGTERM')
    t.is(child.stderr && (await text(child.stderr)), message)
    t.is(await ended, code)
  })
}

test('a reader that never reads does not outlast an interruption', async t => {
  const {child, ended} = start(t, `${millionBytes}; process.stderr.write('ready'); return 0`)
  if (child.stderr) await once(child.stderr, 'data')
  await setTimeout(100)
  t.is(child.exitCode, null)
  child.kill('SIGINT')
  t.is(await ended, 0)
})

test('an error that nobody waits for has everything taken away, and is told', async t => {
  const cleaning = `
    const ended = new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    try {
      CAUSE
      await ended
    } finally {
      await new Promise(resolve => setTimeout(resolve, 50))
      process.stderr.write('clean\\n')
    }
    return 0`
  for (const [cause, told] of [
    ["Promise.reject(new LivemodeError('NO_SPACE', 'nobody waits'))", 'name: nobody waits\n'],
    [
      "setTimeout(() => {throw new LivemodeError('NO_SPACE', 'thrown aside')})",
      'name: thrown aside\n',
    ],
    [
      "(await import('node:fs')).createWriteStream('/dev/full').end('x')",
      'name: a file cannot be used (write): no space left on device\n',
    ],
  ] as const) {
    const {child, ended} = start(t, cleaning.replace('CAUSE', cause))
    const errors = child.stderr && (await text(child.stderr))
    t.is(errors, `${told}clean\n`)
    t.is(await ended, 1)
  }
  // One that comes when all is done is told, too.
  const late = "Promise.reject(new LivemodeError('NO_SPACE', 'late')); await null; return 0"
  const {child, ended} = start(t, late)
  t.is(child.stderr && (await text(child.stderr)), 'name: late\n')
  t.is(await ended, 1)
})

test('what is left is told besides, and a defect that comes of an interruption is none', async t => {
  const left = `
    signal.addEventListener('abort', () => {})
    setTimeout(() => {throw new LivemodeError('NO_SPACE', 'thrown aside')})
    await new Promise(resolve => signal.addEventListener('abort', resolve))
    throw new LivemodeError('NOT_UNDONE', 'something is left')`
  const first = start(t, left)
  const told = first.child.stderr && (await text(first.child.stderr))
  t.is(told, 'name: thrown aside\nname: something is left\n')
  t.is(await first.ended, 1)

  const interrupted = `
    const aborted = new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    signal.addEventListener('abort', () => void Promise.reject(signal.reason))
    setTimeout(() => process.kill(process.pid, 'SIGINT'))
    setTimeout(() => {}, 10_000)
    await aborted`
  const second = start(t, interrupted)
  const errors = second.child.stderr && (await text(second.child.stderr))
  t.is(errors, 'name: interrupted by SIGINT\n')
  t.is(await second.ended, 130)
})

test('an error is told at once, also where what is waited for does not come any more', async t => {
  const body = `
    setInterval(() => {}, 1000)
    setTimeout(() => {throw new LivemodeError('NO_SPACE', 'the stream broke')})
    await new Promise(() => {})`
  const {child} = start(t, body)
  const [chunk] = child.stderr ? await once(child.stderr, 'data') : []
  t.is(String(chunk), 'name: the stream broke\n')
})
