import {iscsiNetworkFiles} from '../installations/iscsi-volumes.ts'
import type {SourceMachine} from './source-machine.ts'

/** The source machines that boot by themselves. */
export const installedMachines = {
  biosGrub: {
    hostname: 'source-bios-grub',
    installation: 'bios-grub',
    partitions: [{mount: '/', fileSystem: 'ext4', uuid: '6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e41'}],
  },
  /** GRUB reads the root, and cannot write to it. */
  biosGrubBtrfs: {
    hostname: 'source-btrfs',
    installation: 'bios-grub-btrfs',
    partitions: [{mount: '/', fileSystem: 'btrfs', uuid: '6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e50'}],
  },
  biosGrubLuks: {
    hostname: 'source-vault',
    installation: 'bios-grub-luks',
    partitions: [{mount: '/', fileSystem: 'ext4', uuid: '6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e4a'}],
  },
  biosGrubTpm2: {
    hostname: 'source-tpm2',
    installation: 'bios-grub-tpm2',
    partitions: [{mount: '/', fileSystem: 'ext4', uuid: '6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e4b'}],
    hasTpm: true,
  },
  biosGrubClevis: {
    hostname: 'source-clevis',
    installation: 'bios-grub-tpm2',
    packages: ['clevis-systemd', 'clevis-tpm2', 'iproute2'],
    partitions: [{mount: '/', fileSystem: 'ext4', uuid: '6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e4c'}],
    hasTpm: true,
  },
  biosGrubIscsi: {
    hostname: 'source-iscsi',
    installation: 'bios-grub-iscsi',
    partitions: [{mount: '/', fileSystem: 'ext4', uuid: '6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e4d'}],
    files: iscsiNetworkFiles,
  },
  biosGrubServices: {
    hostname: 'source-services',
    installation: 'bios-grub',
    packages: ['cron', 'nginx', 'postgresql', 'tree'],
    recipe: new URL('./services.sh', import.meta.url),
    partitions: [{mount: '/', fileSystem: 'ext4', uuid: '6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e49'}],
  },
  biosGrubDebian11: {
    hostname: 'source-debian-11',
    release: 'debian-11',
    installation: 'bios-grub',
    partitions: [{mount: '/', fileSystem: 'ext4', uuid: '6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e48'}],
  },
  uefiSystemdBoot: {
    hostname: 'source-systemd-boot',
    installation: 'uefi-systemd-boot',
    partitions: [{mount: '/', fileSystem: 'ext4', uuid: '6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e42'}],
  },
  fixtureSystemdBoot: {
    hostname: 'source-fixture-boot',
    release: 'fixture-8',
    installation: 'uefi-systemd-boot',
    partitions: [{mount: '/', fileSystem: 'ext4', uuid: '6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e4e'}],
  },
  /** A scriptlet of its upgrade fails, and nothing else does. */
  fixtureUpgrade: {
    hostname: 'source-el',
    release: 'fixture-8',
    installation: 'uefi-systemd-boot',
    packages: ['fixture-greeting', 'fixture-legacy'],
    recipe: new URL('./failing-scriptlet.sh', import.meta.url),
    partitions: [{mount: '/', fileSystem: 'ext4', uuid: '6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e4f'}],
    // What fails as a scriptlet would fail once more as a unit of the next boot.
    kernelArguments: 'systemd.condition_needs_update=no',
  },
  uefiGrub: {
    hostname: 'source-uefi-grub',
    installation: 'uefi-grub',
    partitions: [{mount: '/', fileSystem: 'ext4', uuid: '6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e43'}],
  },
  uefiSystemdBootLvm: {
    hostname: 'source-lvm',
    installation: 'uefi-systemd-boot-lvm',
    partitions: [{mount: '/', fileSystem: 'ext4', uuid: '6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e46'}],
  },
  uefiGrubLuks: {
    hostname: 'source-luks',
    installation: 'uefi-grub-luks',
    partitions: [{mount: '/', fileSystem: 'ext4', uuid: '6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e47'}],
  },
  /** For what goes wrong: the live image can lie on a file system without which the source comes up too. */
  faults: {
    hostname: 'source-faults',
    installation: 'bios-grub',
    partitions: [
      {mount: '/', fileSystem: 'ext4', uuid: '6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e44'},
      {
        mount: '/srv',
        fileSystem: 'ext4',
        uuid: '6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e45',
        options: 'nofail',
      },
    ],
    staysUp: true,
  },
} satisfies Record<string, SourceMachine>
