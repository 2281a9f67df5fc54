// The program of the live system runs on the image's own Node, with the target's own programs.
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {directory, file, type PlannedFile} from '@livemode/config'
import type {Container, Session} from '@livemode/container'
import {parseOsRelease} from '@livemode/host'
import {sourcePlaces} from '@livemode/live'
import test, {type ExecutionContext} from 'ava'
import {hostOf, inputWith, installation, machineWith} from '../test/planned.ts'
import {putFiles, runtimeOf, startSession} from '../test/session.ts'
import {planImage} from './plan.ts'

// Without a running systemd the journal is empty, nothing reboots, and /proc/cmdline is not the source's: all three are
// for a boot to prove. Everything else about a run is proven beside its code.

const input = inputWith()
const plan = planImage(input)
const machine = machineWith({...hostOf('rhel-8-lvm'), fstab: ''}, {})
const {sourceRoot} = machine
const results = `/sysroot${sourcePlaces.logFolder}`

const source: readonly PlannedFile[] = [
  file('/etc/os-release', 'ID=rhel\nVERSION_ID="8.10"\nPRETTY_NAME="RHEL 8.10"\n'),
  file('/usr/bin/sh', '', '0755'),
  file(sourcePlaces.installation, `${installation}\n`),
  file(sourcePlaces.noReboot, ''),
  directory('/boot', '0755'),
]

let session: Session
let image: string

test.before(async () => {
  session = await startSession()
  image = await runtimeOf(session, input)
})
test.after.always(async () => {
  await session[Symbol.asyncDispose]()
})

/** A live system, as far as a container can be one, with a source that is mounted. */
async function startLive(t: ExecutionContext): Promise<Container> {
  const disk = await mkdtemp(join(tmpdir(), 'livemode-source-'))
  const boot = await mkdtemp(join(tmpdir(), 'livemode-source-'))
  const binds = {[disk]: sourceRoot, [boot]: `${sourceRoot}/boot`}
  const container = await session.start(image, {name: 'test', binds})
  t.teardown(async () => {
    await container.exec([
      'find',
      sourceRoot,
      '-mindepth',
      '1',
      '-xdev',
      '-not',
      '-path',
      `${sourceRoot}/boot`,
      '-delete',
    ])
    await container[Symbol.asyncDispose]()
    for (const folder of [disk, boot]) await rm(folder, {recursive: true})
  })
  await putFiles(container, [...plan.files, ...machine.files])
  await putFiles(
    container,
    source.map(planned => ({...planned, path: `${sourceRoot}${planned.path}`})),
  )
  return container
}

const run = async (live: Container, command: string) =>
  (await live.exec(['sh', '-c', `/usr/lib/livemode/live.mjs ${command} 2>&1; echo "code $?"`]))
    .stdout

const readResult = async (live: Container) =>
  JSON.parse((await live.exec(['cat', `${results}/upgrade-result.json`])).stdout)

test('a success', async t => {
  const live = await startLive(t)
  t.regex(await run(live, 'upgrade'), /livemode: \/\.noreboot is there: not rebooting\ncode 0\n$/)
  t.like(await readResult(live), {
    version: 1,
    result: 'success',
    reason: '',
    tries: 1,
    engine: 'probe',
    buildId: plan.buildId,
    source: 'RHEL 8.10',
    target: parseOsRelease((await live.exec(['cat', '/etc/os-release'])).stdout).prettyName,
  })
})

test('a trace holds all that is run, and one that cannot be written does not keep the upgrade from running', async t => {
  const live = await startLive(t)
  const traced = async (path: string) => {
    await putFiles(live, [file('/run/livemode/live-cmdline', `a upgrade.strace=${path} b\n`)])
    return run(live, 'strace')
  }
  t.regex(await traced('/usr/bin'), /\/usr\/bin cannot be written: the upgrade is not traced/)
  t.like(await readResult(live), {result: 'success'})
  for (const runs of [1, 2]) {
    await traced('/var/log/trace')
    const {stdout} = await live.exec([
      'sh',
      '-c',
      'grep -c \'execve("/usr/lib/livemode/live.mjs"\' /sysroot/var/log/trace; stat -c %a /sysroot/var/log/trace',
    ])
    t.is(stdout, `${runs}\n600\n`, 'the trace of an earlier run stays')
  }
})

test('a command that there is not', async t => {
  const live = await startLive(t)
  t.is(await run(live, 'nothing'), 'live.mjs: there is no "nothing"\ncode 2\n')
})
