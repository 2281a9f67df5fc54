// QEMU gives a machine the disks and networks that it is told, and what is typed reaches the machine.
import {mkdtemp, rm, truncate, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {Session} from '@livemode/container'
import test from 'ava'
import {makeFakeKernel} from '../../test/fake-kernel.ts'
import {startTestSession, testOwner} from '../../test/session.ts'
import {startDeadline} from '../deadline.ts'
import {makeOverlay} from '../disks/overlay.ts'
import {accelerators} from './accelerators/index.ts'
import type {MachineOptions} from './host.ts'
import {Machine} from './machine.ts'

let session: Session
let toolbox: string
let folder: string

test.before(async () => {
  ;({session, toolbox} = await startTestSession())
  folder = await mkdtemp(join(tmpdir(), 'livemode-test-'))
  await writeFile(join(folder, 'kernel'), makeFakeKernel('here\r\n', {echo: true}))
})
test.after.always(async () => {
  await session[Symbol.asyncDispose]()
  await rm(folder, {recursive: true})
})

const enough = () => startDeadline(60, 'the machine')

/** A machine whose kernel writes everything that it reads to its console. */
async function bootEcho(options: Partial<MachineOptions> = {}): Promise<Machine> {
  const {engine, signal} = session
  const machine = await Machine.boot({
    host: {engine, owner: testOwner, toolbox, accelerator: accelerators.tcg, signal},
    kernel: {file: join(folder, 'kernel'), arguments: ''},
    memoryMebibytes: 64,
    consoleFile: join(folder, 'console.txt'),
    ...options,
  })
  await machine.waitForConsole(/^here$/, enough())
  return machine
}

async function makeDisk(name: string) {
  const file = join(folder, `${name}.raw`)
  await writeFile(file, '')
  await truncate(file, 1024 * 1024)
  const overlay = await makeOverlay(session, {toolbox, folder, name: `${name}.qcow2`, disk: file})
  return {file, overlay}
}

test('QEMU has many disks, one of them on two paths, and a port that nobody reads', async t => {
  const disks = [
    await makeDisk('source'),
    {...(await makeDisk('data')), serial: 'DATA'},
    {...(await makeDisk('shared')), paths: 2},
  ] as const
  await using machine = await bootEcho({disks, serialPorts: 3})
  const opened = 'readlink /proc/1/fd/* | grep ^/disks/ | sort -u'
  const {stdout} = await machine.exec(['sh', '-c', opened], enough())
  const files = ['disk.raw', 'overlay.qcow2']
  t.deepEqual(
    stdout.trim().split('\n'),
    ['0', '1', '2'].flatMap(index => files.map(name => `/disks/${index}/${name}`)),
  )
})

test('a forwarded port leads to the machine, and others lead nowhere', async t => {
  const networks = [{subnet: '10.0.2.0/24', sshPort: 2222}, {subnet: '10.0.3.0/24'}]
  await using machine = await bootEcho({networks})
  const connect = (port: number) =>
    machine.exec(['bash', '-c', `exec 3<>/dev/tcp/127.0.0.1/${port}`], enough())
  t.deepEqual(await connect(2222), {code: 0, stdout: '', stderr: ''})
  t.is((await connect(2223)).code, 1)
})

test('a program beside the machine tells how it ended, and an ssh client is there', async t => {
  await using machine = await bootEcho()
  const script = 'echo out; echo error >&2; exit 3'
  t.deepEqual(await machine.exec(['sh', '-c', script], enough()), {
    code: 3,
    stdout: 'out\n',
    stderr: 'error\n',
  })
  t.is((await machine.exec(['ssh', '-V'], enough())).code, 0)
})

test('what is typed arrives, keys pressed together too', async t => {
  await using machine = await bootEcho()
  await machine.type('Root_1! ~/x', enough())
  await machine.pressKeys('alt-f2', enough())
  // 0x69 is the firmware's code of Alt and F2, and an i.
  await machine.waitForConsole(/^Root_1! ~\/xi$/, enough())
  t.pass()
})

test('what is written to the console arrives', async t => {
  await using machine = await bootEcho()
  machine.writeConsole('a line\r')
  const {text} = await machine.waitForConsole(/line/, enough())
  t.is(text, 'a line')
})

test('a power cut ends QEMU without a word, also when it has ended already', async t => {
  await using machine = await bootEcho()
  await machine.powerCut(enough())
  await machine.powerCut(enough())
  t.is(await machine.waitForExit(enough()), 'it was stopped from outside')
})
