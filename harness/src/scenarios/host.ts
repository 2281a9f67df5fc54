import type {Host} from '@livemode/host'
import {renderSourceFstab} from '../disks/plan.ts'
import type {SourceMachine} from './scenario.ts'

const gibibyte = 1024 ** 3

/** A source machine as `livemode host` would describe it from the inside. */
export const planHost = (source: SourceMachine): Host => ({
  os: {id: 'debian', idLike: [], versionId: '12'},
  architecture: 'x86_64',
  kernelCmdline: `BOOT_IMAGE=/vmlinuz root=UUID=${source.uuid} ro quiet`,
  fstab: renderSourceFstab(source),
  mounts: [
    {
      target: '/',
      source: '/dev/vda1',
      fstype: source.fileSystem,
      options: 'rw,relatime',
      fsroot: '/',
      uuid: source.uuid,
      devices: [
        {name: 'vda1', type: 'part'},
        {name: 'vda', type: 'disk'},
      ],
      children: [],
    },
  ],
  firmware: 'bios',
  loader: 'grub',
  memoryBytes: 2 * gibibyte,
  space: {'/': {available: 4 * gibibyte}},
  resolvedPaths: {},
})
