import type {Session} from '@livemode/container'
import type {DiskWiring, MachineDisk} from '../machine/disk-arguments.ts'
import {ensureDataDisk, sharedDisk} from './data.ts'
import {type DevicesMachine, ensureDevices} from './devices/ensure.ts'
import {storageDevices} from './devices/storage.ts'

export type FurtherDiskId = 'storage' | 'shared'

interface EnsureFurtherDisk {
  readonly toolbox: string
  readonly file: string
  readonly hostname: string
  /** Boots a live system with this disk as its second. */
  readonly boot: (disk: MachineDisk) => Promise<DevicesMachine>
}

interface FurtherDisk {
  readonly wiring: DiskWiring
  readonly ensure: (session: Session, request: EnsureFurtherDisk) => Promise<void>
}

/** The disks that a source machine can have besides that of its system. */
export const furtherDisks = {
  /** LVM, RAID, LUKS, and file systems of every kind. */
  storage: {
    wiring: {},
    ensure: async (session, {hostname, ...request}) =>
      ensureDevices(session, {...request, plan: await storageDevices({homehost: hostname})}),
  },
  /** The machine reaches it on two paths. */
  shared: {
    wiring: {paths: 2},
    ensure: (session, request) => ensureDataDisk(session, {...request, plan: sharedDisk}),
  },
} satisfies Record<FurtherDiskId, FurtherDisk>
