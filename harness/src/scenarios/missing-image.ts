import {machines} from '../sources/machines.ts'
import type {Scenario} from './scenario.ts'

export const missingImage = {
  description: 'says at once that the live image is missing, where dracut alone would conceal it',
  tags: [],
  source: machines.ext4,
  memoryMebibytes: 2048,
  fault: 'image-deleted',
  boots: [
    // dracut alone would wait for 50 minutes.
    {name: 'hang', kernelArguments: [], failure: 'image-absent'},
  ],
} satisfies Scenario
