// multipathd gets the source's configuration, and leaves alone what is in use by one path.
import {chmodSync} from 'node:fs'
import {join} from 'node:path'
import test from 'ava'
import {startLive} from '../../../test/live-system.ts'
import {takeOverMachineSettings} from './machine-settings.ts'

const reload = 'systemctl --no-block try-reload-or-restart multipathd.service'
const own = '/etc/multipath/conf.d/zz-livemode.conf'

test('the configuration is taken over, and multipathd is told', t => {
  const files = {
    '/etc/multipath.conf': 'defaults {\n}\n',
    '/etc/multipath/bindings': 'mpatha 3600508b4000156d700012000000b0000\n',
    '/etc/multipath/prkeys': '0x1 3600508b4000156d700012000000b0000\n',
    '/etc/multipath/conf.d/more.conf': 'blacklist {\n}\n',
  }
  const wwids = '/3600508b4000156d700012000000b0000/\n'
  const {live, sourceRoot, read, mode, has, calls} = startLive(t, {
    source: {...files, '/var/lib/multipath/wwids': wwids},
    links: {'/etc/multipath/wwids': '/var/lib/multipath/wwids'},
    programs: {findmnt: () => ({code: 1})},
  })
  chmodSync(join(sourceRoot, 'etc/multipath.conf'), 0o600)
  t.is(takeOverMachineSettings(live), 0)
  for (const [path, text] of Object.entries(files)) t.is(read(path), text, path)
  t.is(read('/etc/multipath/wwids'), wwids)
  t.is(mode('/etc/multipath.conf'), '600')
  t.false(has(own))
  t.is(calls.at(-1), reload)
})

// Two disks by one path each below a volume group; the image is on a map.
const disks: Readonly<Record<string, string>> = {
  '/dev/root': 'vg-root lvm\nsda2    part\nsda     disk\nvda     disk\nsdd disk\n',
  '/dev/image': 'mpatha1 part\nmpatha  mpath\nsdb     disk\nsdc     disk\n',
}
const wwidsOf: Readonly<Record<string, string>> = {'/dev/sda': '3600sda\n', '/dev/sdd': '\n'}

test('a disk that is in use by one path is kept out of multipath', t => {
  const {live, sourceRoot, read, lines, calls} = startLive(t, {
    source: {'/etc/multipath.conf': ''},
    programs: {
      findmnt: argv => ({
        stdout: argv.at(-1) === '/run/initramfs/live' ? '/dev/image\n' : '/dev/root\n',
      }),
      lsblk: argv => ({stdout: disks[argv.at(-1) ?? ''] ?? ''}),
      '/usr/lib/udev/scsi_id': argv => {
        const stdout = wwidsOf[argv.at(-1)?.replace('--device=', '') ?? '']
        return stdout === undefined ? {code: 1} : {stdout}
      },
    },
  })
  t.is(takeOverMachineSettings(live), 0)
  t.is(read(own), 'blacklist {\n\twwid "3600sda"\n}\n')
  t.deepEqual(lines, ['multipath: sda is in use by one path and stays so'])
  const findmnt = 'findmnt --noheadings --nofsroot --output SOURCE --mountpoint'
  const lsblk = 'lsblk --inverse --list --noheadings --output NAME,TYPE'
  t.deepEqual(calls, [
    `${findmnt} ${sourceRoot}`,
    `${lsblk} /dev/root`,
    `${findmnt} /run/initramfs/live`,
    `${lsblk} /dev/image`,
    '/usr/lib/udev/scsi_id --whitelisted --device=/dev/sda',
    '/usr/lib/udev/scsi_id --whitelisted --device=/dev/sdd',
    '/usr/lib/udev/scsi_id --whitelisted --device=/dev/vda',
    reload,
  ])
})

test('a folder for more configuration is one, too', t => {
  const {live, calls} = startLive(t, {
    source: {'/etc/multipath/conf.d/folder/file': ''},
    programs: {findmnt: () => ({code: 1})},
  })
  t.is(takeOverMachineSettings(live), 0)
  t.is(calls.at(-1), reload)
})
