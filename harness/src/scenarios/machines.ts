import type {SourceMachine} from './scenario.ts'

/** The source machines of the scenarios. The UUIDs are fixed, so that one live image serves many. */
export const machines = {
  ext4: {
    fileSystem: 'ext4',
    uuid: '6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e01',
    hostname: 'source-ext4',
  },
  xfs: {
    fileSystem: 'xfs',
    uuid: '6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e02',
    hostname: 'source-xfs',
  },
} satisfies Record<string, SourceMachine>
