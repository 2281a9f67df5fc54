// An fstab is read as mount reads it, comes back from rendering unchanged, and is refused line by line.
import {readdirSync} from 'node:fs'
import {LivemodeError} from '@livemode/config'
import {fixture, fixturePath} from '@livemode/fixtures'
import test from 'ava'
import {parseFstab, renderFstab} from './index.ts'

const names = readdirSync(fixturePath('fstab'))

for (const name of names) {
  test(`${name} survives rendering`, t => {
    const entries = parseFstab(fixture(`fstab/${name}`), {file: name})
    t.deepEqual(parseFstab(renderFstab(entries), {file: 'rendered'}), entries)
  })
}

test('a slash at the end of a mount point says nothing', t => {
  const files = parseFstab('a / ext4\nb /boot/efi/ vfat\nc /srv// xfs\n', {file: 'fstab'})
  t.deepEqual(
    files.map(({file}) => file),
    ['/', '/boot/efi', '/srv'],
  )
})

test('the fstab of RHEL 8 on LVM', t => {
  t.deepEqual(parseFstab(fixture('fstab/rhel-8-lvm'), {file: '/etc/fstab'}), [
    {
      spec: '/dev/mapper/rhel-root',
      file: '/',
      vfstype: 'xfs',
      options: ['defaults'],
      freq: 0,
      passno: 0,
    },
    {
      spec: 'UUID=5b6ba0c3-6e4f-4d0b-9a1e-0b1f2f6c7d11',
      file: '/boot',
      vfstype: 'xfs',
      options: ['defaults'],
      freq: 0,
      passno: 0,
    },
    {
      spec: '/dev/mapper/rhel-swap',
      file: 'none',
      vfstype: 'swap',
      options: ['defaults'],
      freq: 0,
      passno: 0,
    },
  ])
})

test('escapes, quoted options and fields that are left out', t => {
  t.deepEqual(parseFstab(fixture('fstab/awkward'), {file: '/etc/fstab'}), [
    {
      spec: 'LABEL=with space',
      file: '/srv/with space\ttab',
      vfstype: 'ext4',
      options: ['defaults'],
      freq: 0,
      passno: 0,
    },
    {
      spec: '/dev/sdb1',
      file: '/mnt/käse',
      vfstype: 'auto',
      options: ['context="system_u:object_r:tmp_t:s0:c127,c456"', 'noexec'],
      freq: 1,
      passno: 2,
    },
    {
      spec: '/srv/back\\slash',
      file: '/mnt/bind',
      vfstype: 'none',
      options: ['bind', 'x-systemd.requires-mounts-for=/srv'],
      freq: 0,
      passno: 0,
    },
    {
      spec: '/swapfile',
      file: 'none',
      vfstype: 'swap',
      options: ['sw', 'pri=5'],
      freq: 0,
      passno: 0,
    },
    {
      spec: '/dev/sdc2',
      file: 'swap',
      vfstype: 'swap',
      options: ['defaults'],
      freq: 0,
      passno: 0,
    },
  ])
})

test('what would end a field or start a comment is escaped', t => {
  const entry = {
    spec: '#share',
    file: '/a b\tc\\d',
    vfstype: 'cifs',
    options: [],
    freq: 0,
    passno: 0,
  }
  const text = '\\043share /a\\040b\\011c\\134d cifs defaults 0 0\n'
  t.is(renderFstab([entry]), text)
  t.deepEqual(parseFstab(text, {file: 'x'}), [{...entry, options: ['defaults']}])
})

test('a byte that is no character in UTF-8 stays that byte', t => {
  const text = '/dev/sda1 /caf\\351 ext4 defaults 0 0\n'
  t.is(renderFstab(parseFstab(text, {file: 'x'})), text)
})

test('commas alone are no options, and other spaces are part of a name', t => {
  const [entry] = parseFstab('/dev/sda1 /a\u00a0b ext4 ,,\r\n', {file: 'x'})
  t.is(entry?.file, '/a\u00a0b')
  t.deepEqual(entry?.options, ['defaults'])
})

test('what stands behind the sixth field is ignored, as mount does', t => {
  const [entry] = parseFstab('/dev/sda1 / ext4 defaults 0 1 # the root\n', {file: '/etc/fstab'})
  t.is(entry?.passno, 1)
})

test('all bad lines are told at once', t => {
  const text = [
    '/dev/sda1 /',
    '# fine',
    '',
    '  /dev/sda2 mnt ext4 defaults 0 0',
    '/dev/sda3 /home ext4 defaults 0 2',
    '/dev/sda4 /srv ext4 defaults zero 0',
  ].join('\n')
  const error = t.throws(() => parseFstab(text, {file: '/etc/fstab'}), {instanceOf: LivemodeError})
  t.is(error?.code, 'HOST_INVALID')
  t.is(
    error?.message,
    [
      '/etc/fstab:1:1: needs at least a device, a mount point and a type',
      '    /dev/sda1 /',
      '    ^',
      '/etc/fstab:4:3: the mount point must be an absolute path or none, not "mnt"',
      '      /dev/sda2 mnt ext4 defaults 0 0',
      '      ^',
      '/etc/fstab:6:1: the fifth and the sixth field must be numbers, not "zero"',
      '    /dev/sda4 /srv ext4 defaults zero 0',
      '    ^',
    ].join('\n'),
  )
})
