// The options of a mount mean the same in the live system, none keeps it waiting for ever, or packages from it.
import test from 'ava'
import {isLastingName} from './device-names.ts'
import {moveOptions} from './mount-options.ts'

const place = {
  isNeeded: false,
  below: (path: string) => `/run/upgrade${path}`,
  isMountPoint: (path: string) => path === '/data',
  isLastingName: (spec: string) => isLastingName(spec, []),
}

const moved = (options: string, isNeeded = false) => {
  const list = options.includes('"') ? [options] : options.split(',')
  return moveOptions(list, {...place, isNeeded}).join(',')
}

const rows: readonly (readonly [string, string])[] = [
  ['defaults,x-systemd.device-timeout=0', 'defaults'],
  ['defaults,x-systemd.device-timeout=0s,nofail', 'defaults,nofail'],
  ['x-systemd.device-timeout=infinity', ''],
  ['x-systemd.mount-timeout=infinity', ''],
  ['x-systemd.device-timeout=1h', ''],
  ['x-systemd.device-timeout=601', ''],
  ['x-systemd.device-timeout=soon', ''],
  ['comment=systemd.device-timeout=0', ''],
  ['x-systemd.device-timeout=5min', 'x-systemd.device-timeout=5min'],
  ['x-systemd.mount-timeout=10min', 'x-systemd.mount-timeout=10min'],
  ['noauto,x-systemd.automount,x-systemd.idle-timeout=60', ''],
  ['noauto,comment=systemd.automount', ''],
  ['noauto,user', 'noauto,user'],
  ['ro,noexec', 'ro,noexec'],
  ['bind,x-systemd.requires=/data', 'bind,x-systemd.requires=/run/upgrade/data'],
  ['bind,x-systemd.requires=/elsewhere', 'bind'],
  ['x-systemd.requires-mounts-for=/a/b', 'x-systemd.requires-mounts-for=/run/upgrade/a/b'],
  ['x-systemd.after=network-online.target,noatime', 'noatime'],
  ['x-systemd.requires=/dev/sda1', ''],
  ['x-systemd.requires=/dev/mapper/keys', 'x-systemd.requires=/dev/mapper/keys'],
  ['x-systemd.wanted-by=foo.service,x-systemd.required-by=bar.target', ''],
  ['x-systemd.growfs,x-systemd.makefs,x-systemd.rw-only', 'x-systemd.rw-only'],
  ['x-initrd.mount,x-gvfs-show', 'x-gvfs-show'],
  ['context="system_u:object_r:tmp_t:s0:c1,c2"', 'context="system_u:object_r:tmp_t:s0:c1,c2"'],
]

for (const [options, expected] of rows) {
  test(`${options} becomes ${expected || 'nothing'}`, t => t.is(moved(options), expected))
}

const needed: readonly (readonly [string, string])[] = [
  ['ro,nodev,nosuid,noexec', 'nodev,nosuid'],
  ['rw,exec,errors=remount-ro', 'rw,exec,errors=remount-ro'],
  ['noauto,user', ''],
  ['users,user=me,ro=recursive', ''],
  ['noauto,x-systemd.automount', ''],
  ['ro,norecovery', ''],
]

for (const [options, expected] of needed) {
  test(`where packages are put, ${options} becomes ${expected || 'nothing'}`, t =>
    t.is(moved(options, true), expected))
}
