// The command line keeps what the hardware needs, by who reads an argument, and ends with ours.
import test from 'ava'
import {planCommandLine} from './command-line.ts'

const add = ['root=live:UUID=1-2', 'rw', 'enforcing=0']

/** Who reads them, and what a live boot must not have of theirs. */
const goes: Readonly<Record<string, readonly string[]>> = {
  'roots and where they are': [
    ...[
      'root=/dev/sda1',
      'rootflags=subvol=@',
      'rootfstype=btrfs',
      'rootdelay=5',
      'rootwait',
      'ro',
    ],
    ...[
      'netroot=iscsi:192.0.2.1::::a',
      'nfsroot=192.0.2.1:/srv',
      'mount.usr=/dev/sdb1',
      'usrhash=1',
    ],
    ...['roothash=1', 'ostree=/ostree/boot.1', 'fstab=no', 'systemd.verity=no', 'boot=UUID=4'],
  ],
  'words that choose a target or a shell': [
    ...['1', '2', '3', '4', '5', 's', 'S', '-s', '-b', 'single', 'rescue', 'emergency', 'recovery'],
    ...['systemd.unit=rescue.target', 'systemd.run="/bin/sh -x"', 'systemd.wants=a.service'],
    ...['systemd.mask=upgrade.service', 'rd.systemd.unit=a', 'systemd.debug-shell=1', 'rd.shell'],
    ...['systemd.debug_shell=ttyS1', 'rd.break', 'rd.break=pre-mount', 'init=/bin/sh', 'rdinit=/a'],
  ],
  devices: [
    ...['rd.luks.uuid=luks-1', 'luks.name=1=a', 'luks=no', 'rd.md.uuid=1:2', 'rd.md=0', 'rd.dm=0'],
    ...[
      'rd.lvm.lv=rhel/root',
      'rd.lvm=0',
      'rd_NO_LUKS',
      'rd_LVM_LV=a/b',
      'rd-md-uuid=1',
      'rd.auto',
    ],
    ...['rd.multipath=0', 'resume=UUID=3', 'resume_offset=4', 'cryptopts=source=a', 'nodmraid=1'],
  ],
  'the network of the initramfs': [
    ...['ip=dhcp', 'ifname=a:52:54:00:00:00:01', 'bond=bond0', 'bridge=br0:a', 'vlan=a.1:a'],
    ...['gateway=10.0.0.1', 'netmask=255.0.0.0', 'hostname=a', 'mtu=9000', 'cifspass=x'],
    ...['nvmf.discover=tcp,10.0.0.1', 'real_init=/bin/sh', 'masterkey=/x', 'syslogserver=a'],
    ...['team=t:a', 'nameserver=192.0.2.1', 'rd.neednet=1', 'rd.route=192.0.2.0/24:192.0.2.1'],
    ...['bootdev=a', 'BOOTIF=01-52-54-00-00-00-01', 'rd.iscsi.firmware=1', 'iscsi_initiator=a'],
    ...['fcoe=a:dcb', 'nbd=192.0.2.1:a'],
  ],
  'live images': [
    ...['rd.live.dir=/old', 'rd.live.image', 'rd.overlay=1', 'upgrade.autostart=0', 'liveimg'],
    ...['overlay=LABEL=a', 'upgrade.image.sha256='],
  ],
  'what the console shows': ['rhgb', 'quiet', 'splash', 'splash=verbose', 'plymouth.theme=a'],
  'a word that nobody knows': ['xyzzy', 'vendor_driver.option', 'a"b'.concat('"'), '"c d"', 'éa'],
  'variables of the first process': ['SYSTEMD_LOG_LEVEL=debug', 'LD_PRELOAD=/a.so', 'container=a'],
  'names that no parameter has': ['-x=1', '--a=b', '=b', 'iso-scan/filename=/a.iso', 'é=1'],
  'quotes that systemd pairs and the kernel does not': ["a.b='c", String.raw`a.b=c\ `.trim()],
  'names in quotes that systemd takes off': ['sys"temd.unit"=a', "s'ystemd.unit'=a"],
  'words in quotes, where dracut splits': ['a.b="c root=/dev/sdb"', '"a.b=c rd.break"'],
  'memory that is set aside': [
    'default_hugepagesz=1G',
    'hugepagesz=1G',
    'hugepages=15',
    'default-hugepagesz=2M',
    'hugetlb_cma=2G',
  ],
  'what has one of ours in its place': ['enforcing=1', 'enforcing'],
}

for (const [what, all] of Object.entries(goes)) {
  test(`${what}: gone, as written`, t => {
    const host = all.join(' ')
    t.deepEqual(planCommandLine(host, add), {remove: all, cmdline: add.join(' ')})
  })
}

const stays: Readonly<Record<string, string>> = {
  'several of one name, in their order': 'console=tty0 crashkernel=auto console=ttyS0',
  'quotes around a value': 'dyndbg="file a.c +p; file b.c +p" acpi_osi="!Windows 2012"',
  'options of modules, whoever has written them': 'vendor_driver.option=1 nvme-core.multipath=N',
  'names that begin as those of user space do':
    'rdt=mba rootkit.level=1 rds.a=1 overlay.metacopy=on fcoe.debug=1 nbd.nbds_max=4 iscsi_tcp.debug=1',
  'words of the kernel’s, however they are written':
    'nomodeset nosmt no-kvmclock no_kvmclock usbcore.nousb i8042.nomux threadirqs debug',
  'drivers of the hardware':
    'modprobe.blacklist=a rd.driver.blacklist=b rd.driver.pre=c rd.driver.post=d modules-load=e modules_load=f rd.modules_load=g rdblacklist=h module_blacklist=i',
  'names of interfaces':
    'net.ifnames=0 net.naming-scheme=v252 net.naming_scheme=v252 biosdevname=0',
  'slow storage': 'rd.retry=600 rd.timeout=5',
  'consoles and keyboards': 'vconsole.keymap=de rd.vconsole.font=a locale.LANG=de_DE.UTF-8',
}

for (const [what, host] of Object.entries(stays)) {
  test(`${what}: kept`, t => {
    t.deepEqual(planCommandLine(host, add), {remove: [], cmdline: `${host} ${add.join(' ')}`})
  })
}

test('what the boot loader sets, or a variable of it, is neither kept nor removed', t => {
  const host = 'BOOT_IMAGE=(hd0,msdos1)/vmlinuz initrd=\\initrd.img debug $tuned_params'
  t.deepEqual(planCommandLine(host, add), {remove: [], cmdline: `debug ${add.join(' ')}`})
})

test('what the host has already is not removed, and there once', t => {
  t.deepEqual(planCommandLine('rw debug enforcing=0', add), {
    remove: [],
    cmdline: `debug ${add.join(' ')}`,
  })
})

test('a hyphen does not make another name', t => {
  t.deepEqual(planCommandLine('log-buf-len=4M log_buf_len=2M', ['log_buf_len=1M']), {
    remove: ['log-buf-len=4M', 'log_buf_len=2M'],
    cmdline: 'log_buf_len=1M',
  })
})

test('nothing behind -- stays, but an argument that is there anyway is not removed', t => {
  const behind = 'quiet debug -- debug rw root=live:/dev/sdb1 vendor_driver.option=1'
  t.deepEqual(planCommandLine(behind, add), {
    remove: ['quiet', '--', 'root=live:/dev/sdb1', 'vendor_driver.option=1'],
    cmdline: `debug ${add.join(' ')}`,
  })
  t.deepEqual(planCommandLine('debug "--" nosmt', add), {
    remove: ['"--"', 'nosmt'],
    cmdline: `debug ${add.join(' ')}`,
  })
})

/** Command lines of machines on which a live boot went wrong. */
const machines: Readonly<Record<string, {given: string; kept: string}>> = {
  'started by hand to be installed in quiet': {
    given: 'BOOT_IMAGE=/boot/vmlinuz-6.1 root=UUID=5b1d ro quiet console=ttyS0,115200n8 emergency',
    kept: 'console=ttyS0,115200n8',
  },
  'an array that the image does not lie on': {
    given: 'BOOT_IMAGE=/boot/vmlinuz-6.1 root=UUID=5b1d ro rd.md.uuid=566e692c:f3de176a',
    kept: '',
  },
  'another live root for init': {
    given: 'root=UUID=1 ro -- root=live:/dev/sdb1 upgrade.image.sha256= init=/bin/sh',
    kept: '',
  },
  'several targets': {given: 'root=UUID=1 ro 1 rescue emergency systemd.debug-shell=1', kept: ''},
}

for (const [name, {given, kept}] of Object.entries(machines)) {
  test(`${name}: what is left of it`, t => {
    const {cmdline} = planCommandLine(given, add)
    t.is(cmdline, [kept, ...add].filter(Boolean).join(' '))
  })
}
