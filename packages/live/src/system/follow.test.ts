// A program is followed as it goes: by line, by status, and when it says nothing for too long.
import {execFile} from 'node:child_process'
import {promisify} from 'node:util'
import test from 'ava'

const here = (name: string) => JSON.stringify(new URL(name, import.meta.url).href)

/**
 * Follows a program, in a process of its own: a worker thread closes at its end whatever it has opened by number, and
 * does not know that a stream has closed it already.
 */
async function run(
  argv: readonly string[],
  {seconds = 60, act = ''} = {},
): Promise<{
  readonly code: number | null | string
  readonly lines: readonly string[]
  readonly statuses: readonly string[]
}> {
  const source = `
    import {follow} from ${here('./follow.ts')}
    import {liveSystem} from ${here('./live-system.ts')}
    import {processesBelow} from ${here('./processes.ts')}
    const lines = [], statuses = []
    const code = await follow(${JSON.stringify(argv)}, {
      environment: {PATH: '/usr/bin:/bin', NAME: 'value'},
      onLine: line => lines.push(line),
      onStatus: line => statuses.push(line),
      silence: {seconds: ${seconds}, act: async pid => {${act}}},
    }).catch(error => error.code)
    console.log(JSON.stringify({code, lines, statuses}))`
  const {stdout} = await promisify(execFile)(process.execPath, [
    '--input-type=module',
    '--eval',
    source,
  ])
  return JSON.parse(stdout)
}

const runScript = (script: string, options = {}) => run(['/bin/sh', '-c', script], options)

test('lines and statuses come apart, with the environment that is given and no other', async t => {
  t.deepEqual(await runScript('echo "$NAME"; echo s >&3; echo "$HOME" >&2; exit 3'), {
    code: 3,
    lines: ['value', ''],
    statuses: ['s'],
  })
})

test('errors and output come in their order, and can be opened again by their names', async t => {
  const {code, lines} = await runScript(
    'echo 1; echo 2 >/dev/stderr; echo 3 | tee /dev/stdout; echo 4 >&2',
  )
  t.is(code, 0)
  t.deepEqual(lines, ['1', '2', '3', '3', '4'])
})

test('a program that is not there is an error', async t => {
  t.is((await run(['/nonexistent/x'])).code, 'ENOENT')
})

test('what a program leaves running does not keep it from ending', async t => {
  const {lines, code} = await runScript('sleep 60 & echo $!; exit 0')
  t.is(code, 0)
  process.kill(Number(lines[0]))
})

test('silence is told with the process that is silent; what is below it can be named and ended', async t => {
  const act = `
    for (const {pid: id, command} of processesBelow(liveSystem, pid)) {
      lines.push(command)
      process.kill(id)
    }`
  const {code, lines} = await runScript('sleep 61 & wait', {seconds: 0.2, act})
  t.not(code, null)
  t.is(lines[0], 'sleep 61')
})

test('a signal that ends it gives no code', async t => {
  t.is((await runScript('kill -KILL $$')).code, null)
})
