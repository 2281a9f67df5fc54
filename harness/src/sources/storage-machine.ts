import {storage} from '../disks/devices/storage.ts'
import {file} from '../disks/source-file.ts'
import {worldWideName} from '../machine/disk-arguments.ts'
import type {SourceMachine} from './source-machine.ts'

const {btrfs, luks, lvm, plain, raid, swap, vfat} = storage
// Of the machine's disks it is the third; multipath puts the type of the name before it.
const wwid = `3${worldWideName(2)}`

const crypttab = `${luks.name} UUID=${luks.container} ${luks.keyFile} luks
# Nobody is there to be asked.
asked UUID=6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7eff none luks
`

/** A source machine that has a bit of everything, some of it broken. */
export const storageMachine = {
  hostname: 'source-storage',
  partitions: [{mount: '/', fileSystem: 'ext4', uuid: '6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e05'}],
  furtherDisks: ['storage', 'shared'],
  mounts: [
    {line: `UUID=${lvm.uuid} /home xfs defaults 0 2`, marker: 'home'},
    {line: `UUID=${raid.uuid} /srv ext4 defaults,_netdev 0 2`, marker: 'srv'},
    {line: `/dev/mapper/${luks.name} /vault ext4 defaults 0 2`, marker: 'vault'},
    {line: `UUID=${btrfs.uuid} /opt btrfs subvol=${btrfs.subvolume} 0 0`, marker: 'opt'},
    {line: `UUID=${vfat.uuid} /boot/efi vfat umask=0077 0 1`, marker: 'firmware'},
    {line: `UUID=${plain.uuid} /plain ext4 defaults 0 2`, marker: 'plain'},
    {line: `/plain/${plain.folder} /export none bind 0 0`, marker: 'shared'},
    {line: `/dev/mapper/mpatha-part1 /san ext4 defaults 0 2`, marker: 'shared'},
    {line: `UUID=${swap.uuid} none swap sw 0 0`, marker: undefined},
    {
      line: 'UUID=00000000-dead-4f6e-9a39-5d1c0c2d7e00 /missing ext4 defaults 0 2',
      marker: undefined,
    },
    // There is swap on it.
    {line: `UUID=${swap.uuid} /broken ext4 defaults 0 2`, marker: undefined},
  ],
  files: [
    file('/etc/crypttab', crypttab),
    file(luks.keyFile, luks.key, '0600'),
    file('/etc/multipath.conf', 'defaults {\n\tuser_friendly_names yes\n}\n'),
    file('/etc/multipath/wwids', `/${wwid}/\n`, '0600'),
    file(
      '/etc/multipath/bindings',
      `# Multipath bindings, Version : 1.0\nmpatha ${wwid}\n`,
      '0600',
    ),
  ],
  absent: ['rsa', 'ecdsa', 'ed25519'].flatMap(type => [
    `/etc/ssh/ssh_host_${type}_key`,
    `/etc/ssh/ssh_host_${type}_key.pub`,
  ]),
} satisfies SourceMachine
