// LVM looks at the devices that it looks at in the source.
import {readdirSync} from 'node:fs'
import test from 'ava'
import {startLive} from '../../../test/live-system.ts'
import {takeOverMachineSettings} from './machine-settings.ts'

test('configuration, devices file and profiles are taken over, and nothing else', t => {
  const files = {
    '/etc/lvm/lvm.conf': 'devices {\n\tglobal_filter = [ "a|^/dev/sda3$|", "r|.*|" ]\n}\n',
    '/etc/lvm/lvmlocal.conf': 'local {\n\tsystem_id = "here"\n}\n',
    '/etc/lvm/devices/system.devices': 'VERSION=1.1.2\n',
    '/etc/lvm/profile/thin.profile': 'allocation {\n}\n',
  }
  const {live, read, calls} = startLive(t, {
    source: {
      ...files,
      '/etc/lvm/backup/vg0': 'vg0 {\n}\n',
      '/etc/lvm/devices/backup/system.devices-1': 'VERSION=1.1.1\n',
    },
  })
  t.is(takeOverMachineSettings(live), 0)
  for (const [path, text] of Object.entries(files)) t.is(read(path), text, path)
  t.deepEqual(readdirSync(live.path('/etc/lvm')).toSorted(), [
    'devices',
    'lvm.conf',
    'lvmlocal.conf',
    'profile',
  ])
  t.deepEqual(readdirSync(live.path('/etc/lvm/devices')), ['system.devices'])
  t.deepEqual(calls, [])
})
