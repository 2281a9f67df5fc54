// GRUB goes to the disk that /boot lies on, whatever its package was told once, unless it was told to go nowhere.
import {mkdirSync, symlinkSync, writeFileSync} from 'node:fs'
import type {Mount} from '@livemode/host'
import test, {type ExecutionContext} from 'ava'
import {startLive} from '../../../test/live-system.ts'
import type {EngineContext} from '../engine.ts'
import {nameGrubDevice} from './grub-device.ts'

const upgrade = [{package: 'grub-pc:amd64', from: '2.06', to: '2.12'}]

function start(
  t: ExecutionContext,
  told: string,
  {
    links = [],
    isNowhere = false,
    device = '/dev/vda1',
  }: {links?: readonly string[]; isNowhere?: boolean; device?: string} = {},
) {
  const {live, calls} = startLive(t, {
    source: {
      '/boot/x': '',
      '/var/cache/debconf/config.dat': `Name: grub-pc/disk
Value: /dev/other

Name: grub-pc/install_devices
Template: grub-pc/install_devices
Value: ${told}
Owners: grub-pc

Name: grub-pc/install_devices_empty
Template: grub-pc/install_devices_empty
${isNowhere ? 'Value: true\n' : ''}Owners: grub-pc
`,
    },
    programs: {
      lsblk: argv => ({
        stdout:
          argv.at(-1) === '/dev/vda1'
            ? '{"blockdevices": [{"name": "/dev/vda1", "children": [{"name": "/dev/vda"}]}]}'
            : '',
      }),
    },
  })
  for (const name of links) {
    mkdirSync(live.path('/dev/disk/by-id'), {recursive: true})
    writeFileSync(live.path('/dev/vda'), '')
    symlinkSync(live.path('/dev/vda'), live.path(name))
  }
  const mounts = [{target: live.source.root, source: device}] as unknown as Mount[]
  const said: string[] = []
  const context = {live, mounts, say: (line: string) => said.push(line)} as unknown as EngineContext
  const set = () => calls.filter(call => call.includes('debconf-set-selections'))
  return {context, said, set}
}

test('a name that is gone, or means another disk, is replaced', async t => {
  for (const told of ['/dev/disk/by-id/gone', '/dev/vdb', '/dev/vda, /dev/vdb']) {
    const {context, said, set} = start(t, told)
    await nameGrubDevice(context, {upgrade})
    t.is(set().length, 1)
    t.true(set()[0]?.endsWith('sh grub-pc grub-pc/install_devices multiselect /dev/vda'))
    t.deepEqual(said, [`GRUB was to be installed on ${told}; it goes to /dev/vda, where /boot is`])
  }
})

test('a disk that has a name for ever is told by that', async t => {
  const {context, set} = start(t, '/dev/gone', {links: ['/dev/disk/by-id/ata-DISK_1']})
  await nameGrubDevice(context, {upgrade})
  t.true(set()[0]?.endsWith('multiselect /dev/disk/by-id/ata-DISK_1'))
})

test('the right disk, and none where that is meant, are left as they are', async t => {
  for (const isNowhere of [true, false]) {
    const {context, set} = start(t, isNowhere ? '' : '/dev/vda', {isNowhere})
    await nameGrubDevice(context, {upgrade})
    t.deepEqual(set(), [])
  }
})

test('a package that was told nothing is told the disk, or that there is none', async t => {
  const {context, said, set} = start(t, '')
  await nameGrubDevice(context, {upgrade})
  t.true(set()[0]?.endsWith('grub-pc grub-pc/install_devices multiselect /dev/vda'))
  t.deepEqual(said, ['GRUB was told no device; it goes to /dev/vda, where /boot is'])
  const unknown = start(t, '', {device: 'tank/boot'})
  await nameGrubDevice(unknown.context, {upgrade})
  t.true(unknown.set()[0]?.endsWith('grub-pc grub-pc/install_devices_empty boolean true'))
  t.deepEqual(unknown.said, [
    'GRUB is not installed anew: its package was told no device, and none is known',
  ])
})

test('where GRUB for a BIOS is not upgraded, nobody asks', async t => {
  const {context, set} = start(t, '/dev/gone')
  await nameGrubDevice(context, {upgrade: [{package: 'grub-efi-amd64:amd64', from: '1', to: '2'}]})
  t.deepEqual(set(), [])
})
