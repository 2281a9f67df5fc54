import {readFile} from 'node:fs/promises'
import type {DevicesPlan} from './plan.ts'

/** What is on the disk that `storageDevices` makes, for the fstab and crypttab of the source machine. */
export const storage = {
  lvm: {
    volumeGroup: 'data',
    volume: 'home',
    physicalVolume: 'LiveMo-0000-0000-0000-0000-0000-000001',
    uuid: '6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e11',
  },
  raid: {
    name: 'srv',
    /** As mdadm writes it, e.g. in mdadm.conf. */
    array: '6c1f5a58:7a524f6e:9a395d1c:0c2d7e12',
    uuid: '6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e13',
  },
  luks: {
    name: 'vault',
    container: '6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e14',
    uuid: '6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e15',
    /** The key file on the source's root; what it guards is worth nothing. */
    keyFile: '/etc/keys/data.key',
    key: 'the key of a test, which guards nothing at all',
  },
  btrfs: {uuid: '6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e16', subvolume: '@opt'},
  vfat: {uuid: '6C1F-5A58'},
  swap: {uuid: '6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e17'},
  /** Has a folder that is there to be mounted once more elsewhere. */
  plain: {uuid: '6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e18', folder: 'shared'},
} as const

/** The disk of a source machine that uses LVM, RAID, LUKS, and file systems of every kind. */
export async function storageDevices({
  homehost,
}: {
  readonly homehost: string
}): Promise<DevicesPlan> {
  return {
    // What the script expects: LVM, two of RAID, LUKS, btrfs, vfat, swap, ext4.
    partitionMebibytes: [400, 64, 64, 64, 256, 40, 64, 64],
    script: await readFile(new URL('./storage.sh', import.meta.url), 'utf8'),
    environment: {
      HOMEHOST: homehost,
      PV_UUID: storage.lvm.physicalVolume,
      HOME_UUID: storage.lvm.uuid,
      RAID_UUID: storage.raid.array,
      SRV_UUID: storage.raid.uuid,
      LUKS_KEY: storage.luks.key,
      LUKS_UUID: storage.luks.container,
      VAULT_UUID: storage.luks.uuid,
      BTRFS_UUID: storage.btrfs.uuid,
      VFAT_ID: storage.vfat.uuid.replace('-', ''),
      SWAP_UUID: storage.swap.uuid,
      PLAIN_UUID: storage.plain.uuid,
    },
  }
}
