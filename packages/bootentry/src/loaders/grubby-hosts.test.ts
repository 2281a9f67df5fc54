// What grubby is called with on hosts of every kind; it accepts each call, and odd lines are refused.
import {type Config, defaultConfig, LivemodeError} from '@livemode/config'
import {fixture} from '@livemode/fixtures'
import {type Host, parseHost} from '@livemode/host'
import {planImageSource} from '@livemode/live'
import test from 'ava'
import {planBootEntry} from '../index.ts'

const readHost = (name: string): Host => ({
  ...parseHost(fixture(`hosts/${name}.json`), {file: name}),
  loader: 'grubby',
})
const lvm = readHost('rhel-8-lvm')

interface Case {
  readonly host?: Host
  readonly cmdline?: string
  readonly config?: Partial<Config>
  /** What `--remove-args` takes away. */
  readonly removes: string
  /** What is added beyond what all have. */
  readonly adds?: string
}

const kernel = '/boot/livemode-vmlinuz'
const upgrade = 'rw enforcing=0 rd.plymouth=0 plymouth.enable=0 upgrade.autostart=1'
const unattended = 'panic=10 systemd.crash_reboot=1 rd.shell=0 rd.emergency=reboot'
const onLvm = 'rd.lvm.vg=rhel'

const hosts: Readonly<Record<string, Case>> = {
  'a logical volume': {
    removes:
      'root=/dev/mapper/rhel-root ro resume=/dev/mapper/rhel-swap rd.lvm.lv=rhel/root rd.lvm.lv=rhel/swap rhgb quiet',
    adds: onLvm,
  },
  'several logical volumes and consoles': {
    host: readHost('rhel-8-lvm-var'),
    removes:
      'root=/dev/mapper/rhel-root ro resume=/dev/mapper/rhel-swap rd.lvm.lv=rhel/root rd.lvm.lv=rhel/swap rd.lvm.lv=rhel/var',
    adds: onLvm,
  },
  'a thin volume': {
    host: readHost('rhel-8-lvm-thin'),
    cmdline: 'root=/dev/mapper/rhel-root ro rd.lvm.lv=rhel/root',
    removes: 'root=/dev/mapper/rhel-root ro rd.lvm.lv=rhel/root',
    adds: onLvm,
  },
  'an array': {
    host: readHost('rhel-8-md-raid'),
    cmdline: 'root=UUID=1f2e3d03 ro rd.md.uuid=5e7c1a02:93b4d6f1:0c8e2a47:b1d9f356 quiet',
    removes: 'root=UUID=1f2e3d03 ro rd.md.uuid=5e7c1a02:93b4d6f1:0c8e2a47:b1d9f356 quiet',
    adds: 'rd.auto=1',
  },
  'paths of multipath': {
    host: readHost('rhel-8-multipath'),
    cmdline: 'root=/dev/mapper/rhel-root ro rd.lvm.lv=rhel/root',
    removes: 'root=/dev/mapper/rhel-root ro rd.lvm.lv=rhel/root',
    adds: `${onLvm} rd.multipath=default`,
  },
  'an encrypted disk': {
    host: readHost('debian-12-luks'),
    cmdline: 'root=/dev/mapper/vg-root ro rd.luks.uuid=luks-5d0f4b1f-2c77',
    removes: 'root=/dev/mapper/vg-root ro rd.luks.uuid=luks-5d0f4b1f-2c77',
    adds: 'rd.lvm.vg=debian-vg rd.auto=1',
  },
  'a serial console among several': {
    cmdline: 'root=/dev/sda1 ro console=tty0 console=ttyS0,115200n8 console=hvc0',
    removes: 'root=/dev/sda1 ro',
    adds: onLvm,
  },
  'root flags': {
    cmdline: 'root=/dev/sda1 rootflags=uquota,pquota rootfstype=xfs ro',
    removes: 'root=/dev/sda1 rootflags=uquota,pquota rootfstype=xfs ro',
    adds: onLvm,
  },
  'quotes and spaces in an argument that stays': {
    cmdline: 'root=/dev/sda1 ro dyndbg="file a.c +p; file b.c +p" memmap=4G@0x100',
    removes: 'root=/dev/sda1 ro',
    adds: onLvm,
  },
  'a rescue that was left in': {
    cmdline: 'root=/dev/sda1 ro systemd.unit=rescue.target single rd.break=pre-mount',
    removes: 'root=/dev/sda1 ro systemd.unit=rescue.target single rd.break=pre-mount',
    adds: onLvm,
  },
  'words that choose a target': {
    cmdline: 'root=/dev/sda1 ro nomodeset 1 emergency -b systemd.debug-shell=1',
    removes: 'root=/dev/sda1 ro 1 emergency -b systemd.debug-shell=1',
    adds: onLvm,
  },
  'an SELinux that is on': {
    cmdline: 'root=/dev/sda1 ro enforcing=1 selinux=1',
    removes: 'root=/dev/sda1 ro enforcing=1',
    adds: onLvm,
  },
  'a live boot that was left in': {
    cmdline: 'root=live:UUID=old rd.live.image rd.live.overlay.size=512 upgrade.strace=/x',
    removes: 'root=live:UUID=old rd.live.image rd.live.overlay.size=512 upgrade.strace=/x',
    adds: onLvm,
  },
  'nothing to remove': {cmdline: 'crashkernel=auto', removes: '', adds: onLvm},
  'arguments of init': {
    cmdline: 'root=/dev/sda1 ro quiet debug -- --log-level=debug debug rw',
    removes: 'root=/dev/sda1 ro quiet -- --log-level=debug',
    adds: onLvm,
  },
}

const planOf = ({host = lvm, cmdline = host.kernelCmdline, config = {}}: Omit<Case, 'removes'>) =>
  planBootEntry({
    config: {...defaultConfig, ...config},
    host: {...host, kernelCmdline: cmdline},
    loader: host.loader,
    image: planImageSource({...defaultConfig, ...config}, host),
    target: {
      title: 'Upgrade to EL 9',
      dracutVersion: '057',
      systemdVersion: '252',
      kernelHmac: true,
    },
  })

for (const [name, given] of Object.entries(hosts)) {
  test(`${name}: what is called`, t => {
    const {steps, arguments: planned} = planOf(given)
    const [root = '', dir = '', image = ''] = planned.add
    t.regex(root, /^root=live:UUID=[\w-]+$/)
    t.deepEqual(steps, [
      ['grubby', '--remove-kernel', kernel],
      [
        ...['grubby', '--add-kernel', kernel, '--initrd', '/boot/livemode-initramfs.img'],
        ...['--title', 'Upgrade to EL 9', '--copy-default'],
        ...['--args', [dir, image, upgrade, given.adds, unattended].filter(Boolean).join(' ')],
      ],
      ['grubby', '--update-kernel', kernel, '--args', root],
      ...(given.removes === ''
        ? []
        : [['grubby', '--update-kernel', kernel, '--remove-args', given.removes]]),
    ])
    for (const step of steps) t.is(whatIsWrong(step), undefined)
  })
}

test('a machine that BIOS and UEFI can start has the entry in both configurations', t => {
  const configurations = ['/boot/grub2/grub.cfg', '/boot/efi/EFI/redhat/grub.cfg']
  const alone = planOf({}).steps
  const {steps} = planOf({host: {...lvm, grubConfigurations: configurations}})
  t.deepEqual(
    steps,
    configurations.flatMap(file => alone.map(step => [...step, '-c', file])),
  )
  for (const step of steps) t.is(whatIsWrong(step), undefined)
})

/** The options of grubby(8) that matter here, and whether each has a value. */
const options: Readonly<Record<string, boolean>> = {
  '--add-kernel': true,
  '--args': true,
  '--config-file': true,
  '--copy-default': false,
  '--initrd': true,
  '--remove-args': true,
  '--remove-kernel': true,
  '--title': true,
  '--update-kernel': true,
  '-c': true,
}

/** With one of these it does something, and with two it does only one. */
const actions = ['--add-kernel', '--remove-kernel', '--update-kernel']

/** Tells what grubby would not accept in a call. */
function whatIsWrong([program, ...words]: readonly string[]): string | undefined {
  if (program !== 'grubby') return `${program} is another program`
  const seen: string[] = []
  for (let index = 0; index < words.length; index += 1) {
    const option = words[index] ?? ''
    const hasValue = options[option]
    if (hasValue === undefined) return `${option} is no option`
    if (seen.includes(option)) return `${option} is there twice`
    seen.push(option)
    if (!hasValue) continue
    index += 1
    const value = words[index] ?? ''
    if (value === '' || value.startsWith('-')) return `${option} has no value`
  }
  const done = seen.filter(option => actions.includes(option))
  if (done.length !== 1) return `it does ${done.length} things`
  if (seen.includes('--add-kernel') && !seen.includes('--title')) return 'the entry has no title'
  return undefined
}

test('what grubby would not accept is noticed', t => {
  const wrong: readonly (readonly string[])[] = [
    ['grubby'],
    ['grubby', '--add-kernel', '/boot/a'],
    ['grubby', '--remove-kernel', '/boot/a', '--update-kernel', '/boot/a'],
    ['grubby', '--update-kernel', '/boot/a', '--args', ''],
    ['grubby', '--update-kernel', '/boot/a', '--add-args', 'a'],
    ['grub', '--remove-kernel', '/boot/a'],
  ]
  for (const step of wrong) t.not(whatIsWrong(step), undefined)
})

const odd: Readonly<Record<string, readonly [Omit<Case, 'removes'>, string]>> = {
  'an ampersand that sed would replace': [
    {
      config: {
        url_to_load_squashfs_from: 'http://images.example/live?a=1&b=2',
        dracut_network: 'ip=dhcp',
      },
    },
    'grubby cannot add the kernel argument root=live:http://images.example/live?a=1&b=2: it would change a character of it',
  ],
  'a semicolon, which ends a command of GRUB’s': [
    {config: {url_to_load_squashfs_from: 'http://images.example/a;b', dracut_network: 'ip=dhcp'}},
    'grubby cannot add the kernel argument root=live:http://images.example/a;b: it would change a character of it',
  ],
  'braces, which GRUB takes apart': [
    {config: {url_to_load_squashfs_from: 'http://images.example/{1,2}', dracut_network: 'ip=dhcp'}},
    'grubby cannot add the kernel argument root=live:http://images.example/{1,2}: it would change a character of it',
  ],
  'memory that is set aside behind a dollar': [
    {cmdline: 'root=/dev/sda1 ro memmap=64K$0x18690000 console=ttyS0'},
    'grubby cannot keep the kernel argument memmap=64K$0x18690000: it would change a character of it',
  ],
  'spaces in what has to go': [
    {cmdline: 'root=/dev/sda1 ro init="/bin/sh -x"'},
    'grubby cannot remove the kernel argument init="/bin/sh -x", which a live boot cannot bear',
  ],
  'a line like those of s390x': [
    {cmdline: 'root=/dev/disk/by-path/ccw-0.0.e000-part1 rootflags=a{b,c}* cio_ignore=all,!condev'},
    'grubby cannot remove the kernel argument rootflags=a{b,c}*, which a live boot cannot bear',
  ],
  'a word that the shell would take for an option': [
    {cmdline: 'root=/dev/sda1 ro -e'},
    'grubby cannot remove the kernel argument -e, which a live boot cannot bear',
  ],
  'another character than ASCII in what has to go': [
    {cmdline: 'root=/dev/sda1 ro systemd.hostname=à'},
    'grubby cannot remove the kernel argument systemd.hostname=à, which a live boot cannot bear',
  ],
  'a word that takes along what stays': [
    {cmdline: 'root=/dev/sda1 ro vendor_driver.option vendor_driver.option=1'},
    'grubby cannot remove the kernel argument vendor_driver.option and leave vendor_driver.option=1',
  ],
}

for (const [name, [given, message]] of Object.entries(odd)) {
  test(`${name}: refused`, t => {
    t.throws(() => planOf(given), {instanceOf: LivemodeError, message})
  })
}
