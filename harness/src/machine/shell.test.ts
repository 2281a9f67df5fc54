// The shell on a serial port: its start is repeated until it works, its answers are found in the noise.
import {once} from 'node:events'
import {mkdtemp, rm} from 'node:fs/promises'
import {createServer, type Socket} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {setTimeout} from 'node:timers/promises'
import test, {type ExecutionContext} from 'ava'
import {onLines} from './lines.ts'
import {openShell, parseAnswer} from './shell.ts'

const base64 = (text: string) => Buffer.from(text).toString('base64')

test('an answer has exit code, output and error output', t => {
  const line = `<livemode 7 3 ${base64('out\n')} ${base64('grün')}>`
  t.deepEqual(parseAnswer(line), {number: 7, result: {code: 3, stdout: 'out\n', stderr: 'grün'}})
})

test('a command may have written nothing', t => {
  const answer = parseAnswer('<livemode 1 0  >')
  t.deepEqual(answer, {number: 1, result: {code: 0, stdout: '', stderr: ''}})
})

for (const line of ['', 'root@live:/# ', '<livemode ready>', '<livemode exec 127  >']) {
  test(`${JSON.stringify(line)} is no answer`, t => {
    t.is(parseAnswer(line), undefined)
  })
}

/** A serial port: one end for the shell, and the system's. */
async function openPort(t: ExecutionContext): Promise<{shell: Socket; system: Socket}> {
  const folder = await mkdtemp(join(tmpdir(), 'livemode-test-'))
  const server = createServer().listen(join(folder, 'port'))
  await once(server, 'listening')
  const connected = once(server, 'connection')
  const {connect} = await import('node:net')
  const system = connect(join(folder, 'port'))
  const [shell] = (await connected) as [Socket]
  t.teardown(async () => {
    system.destroy()
    server.close()
    await rm(folder, {recursive: true})
  })
  return {shell, system}
}

test('commands wait for the shell, and each gets its own answer', async t => {
  const port = await openPort(t)
  const shell = await openShell(port.shell)
  const results = Promise.all([shell.run('echo one'), shell.run('exit 2')])
  onLines(port.system, line => {
    if (line.startsWith('exec sh')) port.system.write('noise\r\n<livemode ready>\n')
    const [number, command] = line.split(' ')
    if (command === base64('echo one'))
      port.system.write(`<livemode ${number} 0 ${base64('one\n')} >\n`)
    if (command === base64('exit 2')) port.system.write(`<livemode ${number} 2  >\n`)
  })
  port.system.write('bash-5.2# ')
  t.deepEqual(await results, [
    {code: 0, stdout: 'one\n', stderr: ''},
    {code: 2, stdout: '', stderr: ''},
  ])
})

test('nothing is sent before the prompt, which may come in pieces', async t => {
  const port = await openPort(t)
  await openShell(port.shell)
  let sent = ''
  port.system.on('data', bytes => {
    sent += bytes
  })
  for (const text of ['BdsDxe: starting Boot0001\r\n', 'Press # to\r\n', '\x1b[?2004hroot@x:/#']) {
    port.system.write(text)
    await setTimeout(20)
  }
  t.is(sent, '')
  port.system.write(' ')
  await once(port.system, 'data')
  t.true(sent.startsWith('\x03\nexec sh'))
})

test('when another system takes over, commands wait for its shell', async t => {
  const port = await openPort(t)
  const shell = await openShell(port.shell)
  let starts = 0
  onLines(port.system, line => {
    if (line.startsWith('exec sh')) {
      starts += 1
      port.system.write('<livemode ready>\n')
    }
    const [, number] = /^(\d+) /.exec(line) ?? []
    if (number) port.system.write(`<livemode ${number} ${starts}  >\n`)
  })
  port.system.write('root@one:/# ')
  t.is((await shell.run('true')).code, 1)
  shell.startAnew()
  const answer = shell.run('true')
  await setTimeout(50)
  t.is(starts, 1, 'nothing is sent before its prompt')
  port.system.write('root@two:/# ')
  t.is((await answer).code, 2)
})
