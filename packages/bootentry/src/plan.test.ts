// The whole boot entry of each kind of host, and every refusal in its words.
import {type Config, LivemodeError} from '@livemode/config'
import type {Host, Mount} from '@livemode/host'
import test from 'ava'
import {
  debian13,
  el9,
  initramfs,
  kernel,
  plan,
  readHost,
  unattended,
  upgradeWords,
} from '../test/plan.ts'
import {type BootEntry, loaders} from './index.ts'

test('RHEL 8 on LVM', t => {
  const root = 'root=live:UUID=a7d0f1c2-31b8-4c55-8a2f-6f2f0c9e4d03'
  const others = `rd.live.dir=/var/lib/leapp rd.live.squashimg=live-upgrade.img rw enforcing=0 rd.plymouth=0 plymouth.enable=0 upgrade.autostart=1 rd.lvm.vg=rhel ${unattended.join(' ')}`
  t.deepEqual(plan(readHost('rhel-8-lvm'), el9), {
    loader: 'grubby',
    title: 'Upgrade to Enterprise Linux 9',
    kernel,
    initramfs,
    arguments: {
      add: [
        root,
        'rd.live.dir=/var/lib/leapp',
        'rd.live.squashimg=live-upgrade.img',
        'rw',
        'enforcing=0',
        'rd.plymouth=0',
        'plymouth.enable=0',
        'upgrade.autostart=1',
        'rd.lvm.vg=rhel',
        ...unattended,
      ],
      remove: [
        'root=/dev/mapper/rhel-root',
        'ro',
        'resume=/dev/mapper/rhel-swap',
        'rd.lvm.lv=rhel/root',
        'rd.lvm.lv=rhel/swap',
        'rhgb',
        'quiet',
      ],
    },
    cmdline: `crashkernel=auto ${root} ${others}`,
    steps: [
      ['grubby', '--remove-kernel', kernel],
      [
        ...['grubby', '--add-kernel', kernel, '--initrd', initramfs],
        ...['--title', 'Upgrade to Enterprise Linux 9', '--copy-default', '--args', others],
      ],
      ['grubby', '--update-kernel', kernel, '--args', root],
      [
        ...['grubby', '--update-kernel', kernel, '--remove-args'],
        'root=/dev/mapper/rhel-root ro resume=/dev/mapper/rhel-swap rd.lvm.lv=rhel/root rd.lvm.lv=rhel/swap rhgb quiet',
      ],
    ],
  })
})

test('RHEL 8 with the image on a logical volume of its own', t => {
  const {arguments: planned, cmdline} = plan(readHost('rhel-8-lvm-var'), el9)
  const add = [
    'root=live:UUID=9e02c6b7-5d14-47f3-bb0a-2c8f51d3a6e4',
    'rd.live.dir=/lib/leapp',
    'rd.live.squashimg=live-upgrade.img',
    ...upgradeWords,
    'upgrade.autostart=1',
    'rd.lvm.vg=rhel',
    ...unattended,
  ]
  t.deepEqual(planned, {
    add,
    remove: [
      'root=/dev/mapper/rhel-root',
      'ro',
      'resume=/dev/mapper/rhel-swap',
      'rd.lvm.lv=rhel/root',
      'rd.lvm.lv=rhel/swap',
      'rd.lvm.lv=rhel/var',
    ],
  })
  t.is(cmdline, `crashkernel=auto console=tty0 console=ttyS0,115200n8 ${add.join(' ')}`)
})

test('Debian 12 on ext4: a script prints the entry when the menu is made', t => {
  const add = [
    'root=live:UUID=0f3a4f6e-8a55-4f0e-b7d6-6f0c3f3f9b52',
    'rd.live.dir=/var/lib/leapp',
    'rd.live.squashimg=live-upgrade.img',
    ...upgradeWords,
    'upgrade.autostart=1',
    ...unattended,
  ]
  t.deepEqual(plan(readHost('debian-12-ext4'), debian13), {
    loader: 'grub',
    title: 'Upgrade to Debian 13',
    // Where update-grub does not take them for the source's own.
    kernel: '/boot/livemode/livemode-vmlinuz',
    initramfs: '/boot/livemode/livemode-initramfs.img',
    arguments: {
      add,
      remove: ['root=UUID=0f3a4f6e-8a55-4f0e-b7d6-6f0c3f3f9b52', 'ro', 'quiet'],
    },
    cmdline: add.join(' '),
    steps: loaders.grub.planSteps({} as BootEntry),
  })
})

test('Debian 12 on btrfs: the path starts at the top of the file system', t => {
  const {arguments: planned} = plan(readHost('debian-12-btrfs'), debian13)
  t.deepEqual(planned, {
    add: [
      'root=live:UUID=c2f1b1de-93d5-4b06-9a4f-1e0f8d7c6b90',
      'rd.live.dir=/@var/lib/leapp',
      'rd.live.squashimg=live-upgrade.img',
      ...upgradeWords,
      'upgrade.autostart=1',
      ...unattended,
    ],
    remove: ['root=UUID=c2f1b1de-93d5-4b06-9a4f-1e0f8d7c6b90', 'ro', 'rootflags=subvol=@', 'quiet'],
  })
})

test('a URL, with everything else that can be set, and a dracut with a need', t => {
  const {arguments: planned} = plan(
    readHost('rhel-8-lvm'),
    {...debian13, dracutVersion: '059-4', systemdVersion: '252'},
    {
      url_to_load_squashfs_from: 'https://images.example/live-upgrade.img',
      dracut_network: ' ip=dhcp   nameserver=192.0.2.1 ',
      autostart_upgrade_after_reboot: false,
      capture_upgrade_strace_into: '/var/log/upgrade.strace',
    },
  )
  t.deepEqual(planned.add, [
    'root=live:https://images.example/live-upgrade.img',
    ...upgradeWords,
    'upgrade.autostart=0',
    'upgrade.strace=/var/log/upgrade.strace',
    'ip=dhcp',
    'nameserver=192.0.2.1',
    'rd.neednet=1',
    'rd.live.overlay.overlayfs=1',
  ])
})

test('a local image with a network gets it in the initramfs too, unless told otherwise', t => {
  const added = (dracut_network: string) =>
    plan(readHost('debian-12-ext4'), debian13, {dracut_network}).arguments.add.slice(
      8,
      -unattended.length,
    )
  t.deepEqual(added('ip=dhcp'), ['ip=dhcp', 'rd.neednet=1'])
  t.deepEqual(added('ip=dhcp rd.neednet=0'), ['ip=dhcp', 'rd.neednet=0'])
})

test('an image in the root of a file system lies in /', t => {
  const {arguments: planned} = plan(readHost('rhel-8-lvm'), el9, {squashfs_fullpath: '/live.img'})
  t.deepEqual(planned.add.slice(1, 3), ['rd.live.dir=/', 'rd.live.squashimg=live.img'])
})

const withRoot = (root: Partial<Mount>): Host => {
  const host = readHost('debian-12-ext4')
  return {...host, mounts: host.mounts.map(mount => ({...mount, ...root}))}
}

test('volume groups and arrays below the image are assembled', t => {
  const host = withRoot({
    devices: [
      {name: 'vg--data-root', type: 'lvm'},
      {name: 'vg--data-pool-tpool', type: 'lvm'},
      {name: 'md127', type: 'raid1'},
      {name: 'sda2', type: 'part'},
    ],
  })
  t.deepEqual(plan(host, debian13).arguments.add.slice(8, -unattended.length), [
    'rd.lvm.vg=vg-data',
    'rd.auto=1',
  ])
})

const assembled: Readonly<Record<string, readonly string[]>> = {
  'debian-12-bind': [],
  'debian-12-luks': ['rd.lvm.vg=debian-vg', 'rd.auto=1'],
  'debian-12-no-fstab-root': [],
  'debian-12-separate-usr': [],
  'debian-12-symlink': [],
  'rhel-8-lvm-thin': ['rd.lvm.vg=rhel'],
  'rhel-8-md-raid': ['rd.auto=1'],
  'rhel-8-multipath': ['rd.lvm.vg=rhel', 'rd.multipath=default'],
}

for (const [name, devices] of Object.entries(assembled)) {
  test(`${name} assembles what the image lies on: ${devices.join(' ') || 'nothing'}`, t => {
    t.deepEqual(plan(readHost(name), debian13).arguments.add.slice(8, -unattended.length), devices)
  })
}

test('a system by iSCSI has the network by which its own initramfs gets there', t => {
  const iscsi = {
    target: 'iqn.x',
    address: '10.0.0.1',
    port: 3260,
    driver: 'iscsi_tcp',
    record: {startup: 'automatic', hasPassword: true},
  }
  const source = readHost('debian-12-ext4')
  const host = {
    ...source,
    kernelCmdline: `${source.kernelCmdline} ip=10.0.0.5::10.0.0.1:24:a:ens3:none iscsi_initiator=iqn.y iscsi_password=secret`,
    mounts: source.mounts.map(one =>
      one.target === '/'
        ? {...one, devices: [{name: 'sda', type: 'disk', transport: 'iscsi', iscsi}]}
        : one,
    ),
  }
  const added = (config: Partial<Config>) =>
    plan(host, debian13, config).arguments.add.slice(8, -unattended.length)
  t.deepEqual(added({device_support: ['iscsi']}), [
    'ip=10.0.0.5::10.0.0.1:24:a:ens3:none',
    'rd.neednet=1',
  ])
  t.deepEqual(added({device_support: ['iscsi'], dracut_network: 'ip=dhcp'}), [
    'ip=dhcp',
    'rd.neednet=1',
  ])
  t.deepEqual(added({}), [])
  t.notRegex(plan(host, debian13, {device_support: ['iscsi']}).cmdline, /secret|iscsi/)
})

test('an image without a UUID to find it by is refused', t => {
  const host = withRoot({source: 'overlay', fstype: 'overlay', uuid: null, devices: []})
  const error = t.throws(() => plan(host, debian13), {
    instanceOf: LivemodeError,
    message: '/var/lib/leapp/live-upgrade.img lies on overlay (overlay), which has no UUID',
  })
  t.is(error?.code, 'HOST_INVALID')
  t.is(
    error?.hint,
    'set squashfs_fullpath to a path on a file system of a disk, or boot from a URL',
  )
})

test('a host without a known boot loader is refused', t => {
  const host: Host = {...readHost('debian-12-ext4'), loader: 'unknown'}
  const error = t.throws(() => plan(host, debian13), {
    instanceOf: LivemodeError,
    message: 'the boot loader of the host is not known',
  })
  t.is(error?.code, 'HOST_INVALID')
  t.is(
    error?.hint,
    'livemode writes boot entries for grubby, systemd-boot and GRUB, and needs none with --loader kexec',
  )
})

test('a path that would fall apart on the command line is refused', t => {
  const config = {squashfs_fullpath: '/srv/my images/live.img'}
  const error = t.throws(() => plan(readHost('rhel-8-lvm'), el9, config), {
    instanceOf: LivemodeError,
    message:
      'rd.live.dir=/srv/my images cannot be a kernel argument: it has a space or a double quote in it',
  })
  t.is(error?.code, 'CONFIG_INVALID')
  t.is(error?.hint, 'choose another path or URL in livemode.yaml')
})

test('a folder of the host’s that no kernel argument can name is refused', t => {
  const host = withRoot({fsroot: '/déjà'})
  const error = t.throws(() => plan(host, debian13), {
    instanceOf: LivemodeError,
    message:
      'rd.live.dir=/déjà/var/lib/leapp cannot be a kernel argument: it has a character in it that is not printable ASCII',
  })
  t.is(error?.code, 'CONFIG_INVALID')
  t.is(error?.hint, 'choose another path or URL in livemode.yaml')
})

test('a line that install would refuse is planned all the same', t => {
  const kernelCmdline = `root=/dev/sda1 ro a.b=à memmap=${'x'.repeat(3000)}`
  const {cmdline, arguments: planned} = plan(
    {...readHost('debian-12-ext4'), kernelCmdline},
    debian13,
  )
  t.true(cmdline.startsWith('a.b=à memmap=xx'))
  t.deepEqual(planned.remove, ['root=/dev/sda1', 'ro'])
})
