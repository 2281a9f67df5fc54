import {machines} from './machines.ts'
import type {Scenario} from './scenario.ts'

export const corruptImage = {
  description: 'finds out that the live image is cut off',
  tags: ['smoke'],
  source: machines.ext4,
  memoryMebibytes: 2048,
  fault: 'image-truncated',
  boots: [
    {name: 'cut-off', kernelArguments: [], failure: 'image-unreadable'},
    // Not even mounted, for its checksum is another.
    {
      name: 'refused',
      kernelArguments: [`upgrade.image.sha256=${'0'.repeat(64)}`],
      failure: 'image-refused',
    },
  ],
} satisfies Scenario
