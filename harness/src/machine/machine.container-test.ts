// A machine tells of its console, its failure and its end, and leaves nothing behind however it ends.
import {mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {LivemodeError} from '@livemode/config'
import {ownerLabel, renderOwner, type Session} from '@livemode/container'
import test from 'ava'
import {makeFakeKernel} from '../../test/fake-kernel.ts'
import {startTestSession, testOwner} from '../../test/session.ts'
import {startDeadline} from '../deadline.ts'
import {saysNoKvm} from './accelerators/choose.ts'
import {accelerators} from './accelerators/index.ts'
import {Machine} from './machine.ts'

let session: Session
let toolbox: string
let files: string

test.before(async () => {
  ;({session, toolbox} = await startTestSession())
  files = await mkdtemp(join(tmpdir(), 'livemode-test-'))
  // A folder that only the machines write to.
  process.env.TMPDIR = await mkdtemp(join(tmpdir(), 'livemode-test-'))
})
test.after.always(async () => {
  await session[Symbol.asyncDispose]()
  for (const folder of [files, tmpdir()]) await rm(folder, {recursive: true})
})
test.afterEach.always('nothing is left behind', async t => {
  const filters = {label: [`${ownerLabel}=${renderOwner(testOwner)}`]}
  t.deepEqual(await session.engine.docker.listContainers({all: true, filters}), [])
  t.deepEqual(await readdir(tmpdir()), [])
})

const enough = () => startDeadline(60, 'the machine')

async function bootOptions(kernel: Buffer, {signal = session.signal} = {}) {
  const folder = await mkdtemp(join(files, 'machine-'))
  await writeFile(join(folder, 'kernel'), kernel)
  const {engine} = session
  return {
    folder,
    host: {engine, owner: testOwner, toolbox, accelerator: accelerators.tcg, signal},
    kernel: {file: join(folder, 'kernel'), arguments: ''},
    memoryMebibytes: 64,
    system: 'Debian GNU/Linux 13 (trixie)',
    consoleFile: join(folder, 'console.txt'),
  }
}

test('the console is recorded from its first byte, and the screen can be seen', async t => {
  const options = await bootOptions(makeFakeKernel('first\r\nsecond\r\n'))
  const seen: string[] = []
  {
    await using machine = await Machine.boot({...options, onConsole: ({text}) => seen.push(text)})
    await machine.waitForConsole(/^second$/, enough())
    await machine.waitForConsole(/^first$/, enough())
    await machine.screenshot(join(options.folder, 'screen.png'), enough())
    await machine.powerCut(enough())
  }
  t.deepEqual(seen, ['first', 'second'])
  const png = await readFile(join(options.folder, 'screen.png'))
  t.is(png.toString('latin1', 1, 4), 'PNG')
  t.regex(await readFile(options.consoleFile, 'utf8'), /^\[ +\d+\.\d\d\] first\n\[ .*\] second\n$/)
})

test('a failure on the console ends every wait', async t => {
  const options = await bootOptions(makeFakeKernel('Kernel panic - not syncing: test\n'))
  await using machine = await Machine.boot(options)
  const error = await t.throwsAsync(machine.waitForConsole(/never/, enough()))
  t.true(error instanceof LivemodeError && error.code === 'BOOT_FAILED')
  t.regex(error?.message ?? '', /the kernel panicked \(kernel-panic\)\n {2}seen: Kernel panic/)
  t.is((await machine.waitForFailure(enough())).id, 'kernel-panic')
  await t.throwsAsync(machine.run('true', enough()), {message: /the kernel panicked/})
})

test('a failure is waited over when told, and known afterwards', async t => {
  const options = await bootOptions(makeFakeKernel('Kernel panic - not syncing: test\nback\n'))
  await using machine = await Machine.boot(options)
  await machine.waitForFailure(enough())
  await t.throwsAsync(machine.waitForConsole(/never/, enough()), {message: /kernel panicked/})
  const {text} = await machine.waitForConsole(/^back$/, enough(), {despiteFailure: true})
  t.is(text, 'back')
  t.is(machine.failure?.id, 'kernel-panic')
  const end = machine.waitForExit(enough(), {despiteFailure: true})
  await machine.powerCut(enough())
  t.is(await end, 'it was stopped from outside')
})

test('the welcome of another system is a failure', async t => {
  const options = await bootOptions(makeFakeKernel('Welcome to Debian GNU/Linux 12 (bookworm)!'))
  await using machine = await Machine.boot(options)
  t.is((await machine.waitForFailure(enough())).id, 'wrong-root')
})

test('a machine that ends while it is waited for is an error', async t => {
  await using machine = await Machine.boot(await bootOptions(makeFakeKernel('here\n')))
  const wait = machine.waitForConsole(/never/, enough())
  const [error] = await Promise.all([t.throwsAsync(wait), machine.powerCut(enough())])
  t.regex(
    error?.message ?? '',
    /^the machine ended while waiting for the machine\n {2}the machine has ended: it was stopped from outside/,
  )
})

test('a deadline tells of the machine and of its console', async t => {
  await using machine = await Machine.boot(await bootOptions(makeFakeKernel('here\n')))
  await machine.waitForConsole(/here/, enough())
  const error = await t.throwsAsync(machine.run('true', startDeadline(0.1, 'the shell')))
  t.regex(
    error?.message ?? '',
    /^gave up waiting for the shell after 0.1 s\n {2}the machine runs since \d+ s; last lines of the console:\n {4}\[.*\] here$/,
  )
})

test('an interruption ends the machine and its waits', async t => {
  const interruption = new AbortController()
  const options = await bootOptions(makeFakeKernel('here\n'), interruption)
  const machine = await Machine.boot(options)
  const wait = machine.waitForConsole(/never/, enough())
  const reason = new Error('interrupted')
  interruption.abort(reason)
  t.is(await t.throwsAsync(wait), reason)
  await machine[Symbol.asyncDispose]()
})

test('QEMU that does not start says why', async t => {
  const options = await bootOptions(Buffer.from('no kernel'))
  const error = await t.throwsAsync(Machine.boot(options), {instanceOf: LivemodeError})
  t.is(error?.code, 'COMMAND_FAILED')
  t.regex(error?.message ?? '', /^QEMU does not start: .*kernel/)
})

test('a machine without the device of an accelerator tells that, and goes', async t => {
  const {host, ...options} = await bootOptions(makeFakeKernel(''))
  const accelerator = {...accelerators.kvm, devices: ['/dev/kvm-not-there']}
  const error = await t.throwsAsync(Machine.boot({...options, host: {...host, accelerator}}), {
    instanceOf: LivemodeError,
    message: /\/dev\/kvm-not-there/,
  })
  t.true(saysNoKvm(error))
})
