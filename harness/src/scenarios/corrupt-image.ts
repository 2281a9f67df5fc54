import {machines} from '../sources/machines.ts'
import type {Scenario} from './scenario.ts'

export const corruptImage = {
  description: 'finds out that the live image is cut off',
  tags: ['smoke'],
  source: machines.ext4,
  memoryMebibytes: 2048,
  fault: 'image-truncated',
  boots: [
    // Not even mounted, for its checksum is another.
    {name: 'cut-off', kernelArguments: [], failure: 'image-refused'},
  ],
} satisfies Scenario
