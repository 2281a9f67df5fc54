// What a machine writes onto the empty disk becomes the disk, once for each script.
import {mkdtemp, rm, stat} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {Session} from '@livemode/container'
import test from 'ava'
import {startTestSession} from '../../../test/session.ts'
import {diskPlaces, type MachineDisk} from '../../machine/disk-arguments.ts'
import {type DevicesMachine, ensureDevices} from './ensure.ts'
import type {DevicesPlan} from './plan.ts'

let session: Session
let toolbox: string
let folder: string

test.before(async () => {
  ;({session, toolbox} = await startTestSession())
  folder = await mkdtemp(join(tmpdir(), 'livemode-test-'))
})
test.after.always(async () => {
  await session[Symbol.asyncDispose]()
  await rm(folder, {recursive: true})
})

/** Stands for a virtual machine: writes a megabyte into the first partition when it is given the script. */
async function bootWriter(
  {file, overlay}: MachineDisk,
  scripts: string[],
): Promise<DevicesMachine> {
  const places = diskPlaces(1)
  const binds = {[file]: `${places.file}:ro`, [overlay]: places.overlay}
  const workbench = await session.start(toolbox, {name: 'test', binds})
  return {
    async succeed(script) {
      scripts.push(script)
      await workbench.exec(['qemu-io', '-c', 'write -P 0x5a 1M 1M', places.overlay])
      return ''
    },
    async powerOff() {
      scripts.push('power off')
    },
    [Symbol.asyncDispose]: () => workbench[Symbol.asyncDispose](),
  }
}

test('the disk has partitions, and what the script has written', async t => {
  const file = join(folder, 'devices.raw')
  const scripts: string[] = []
  const ensure = (plan: DevicesPlan) =>
    ensureDevices(session, {plan, toolbox, file, boot: disk => bootWriter(disk, scripts)})
  const plan = {partitionMebibytes: [10, 20], script: 'make it\n', environment: {NAME: 'x'}}
  await ensure(plan)
  await ensure(plan)
  t.deepEqual(scripts, ["NAME='x'\nmake it\n", 'power off'])

  const binds = {[folder]: '/disks:ro'}
  await using workbench = await session.start(toolbox, {name: 'test', binds})
  const {stdout} = await workbench.exec(['sfdisk', '--json', '/disks/devices.raw'])
  const {partitions} = JSON.parse(stdout).partitiontable
  t.deepEqual(
    partitions.map(({start, size}: {start: number; size: number}) => [start, size]),
    [
      [2048, 20480],
      [22528, 40960],
    ],
  )
  const written = [
    'qemu-io',
    '-r',
    '-f',
    'raw',
    '-c',
    'read -v -P 0x5a 1M 1M',
    '/disks/devices.raw',
  ]
  await workbench.exec(written)
  const {size, blocks} = await stat(file)
  t.is(size, 32 * 1024 * 1024)
  t.true(blocks * 512 < size / 8)

  await ensure({...plan, script: 'make it otherwise\n'})
  t.is(scripts.length, 4)
})

test('a script that fails leaves no disk', async t => {
  const file = join(folder, 'failed.raw')
  const boot = async (disk: MachineDisk) => ({
    ...(await bootWriter(disk, [])),
    succeed: () => Promise.reject(new Error('no LVM')),
  })
  const plan = {partitionMebibytes: [10], script: '', environment: {}}
  await t.throwsAsync(ensureDevices(session, {plan, toolbox, file, boot}), {message: 'no LVM'})
  await t.throwsAsync(stat(file), {code: 'ENOENT'})
})
