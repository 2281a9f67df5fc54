// The options of a mount mean the same in the live system, and none keeps it waiting for ever.
import test from 'ava'
import {moveOptions} from './mount-options.ts'

const below = (path: string) => `/run/upgrade${path}`

const rows: readonly (readonly [string, string])[] = [
  ['defaults,x-systemd.device-timeout=0', 'defaults'],
  ['defaults,x-systemd.device-timeout=0s,nofail', 'defaults,nofail'],
  ['x-systemd.device-timeout=infinity', ''],
  ['comment=systemd.device-timeout=0', ''],
  ['x-systemd.device-timeout=5min', 'x-systemd.device-timeout=5min'],
  ['noauto,x-systemd.automount,x-systemd.idle-timeout=60', ''],
  ['noauto,user', 'noauto,user'],
  ['bind,x-systemd.requires=/data', 'bind,x-systemd.requires=/run/upgrade/data'],
  ['x-systemd.requires-mounts-for=/a/b', 'x-systemd.requires-mounts-for=/run/upgrade/a/b'],
  ['x-systemd.after=network-online.target,noatime', 'noatime'],
  ['x-systemd.requires=/dev/sda1', 'x-systemd.requires=/dev/sda1'],
  ['x-systemd.wanted-by=foo.service,x-systemd.required-by=bar.target', ''],
  ['x-systemd.growfs,x-systemd.makefs,x-systemd.rw-only', 'x-systemd.rw-only'],
  ['context="system_u:object_r:tmp_t:s0:c1,c2"', 'context="system_u:object_r:tmp_t:s0:c1,c2"'],
]

for (const [options, expected] of rows) {
  test(`${options} becomes ${expected || 'nothing'}`, t => {
    const list = options.includes('"') ? [options] : options.split(',')
    t.is(moveOptions(list, below).join(','), expected)
  })
}
