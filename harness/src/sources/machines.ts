import type {SourceMachine} from './source-machine.ts'
import {storageMachine} from './storage-machine.ts'

/** The source machines of the scenarios. The UUIDs are fixed, so that one live image serves many. */
export const machines = {
  ext4: {
    hostname: 'source-ext4',
    partitions: [{mount: '/', fileSystem: 'ext4', uuid: '6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e01'}],
  },
  xfs: {
    hostname: 'source-xfs',
    partitions: [{mount: '/', fileSystem: 'xfs', uuid: '6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e02'}],
  },
  fixture: {
    hostname: 'source-fixture',
    release: 'fixture-8',
    partitions: [{mount: '/', fileSystem: 'ext4', uuid: '6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e0a'}],
  },
  /** The live image lies on its /var. */
  separateVar: {
    hostname: 'source-var',
    partitions: [
      {mount: '/', fileSystem: 'ext4', uuid: '6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e03'},
      {mount: '/var', fileSystem: 'ext4', uuid: '6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e04'},
    ],
  },
  storage: storageMachine,
} satisfies Record<string, SourceMachine>
