import {machines} from './machines.ts'
import type {Scenario} from './scenario.ts'

export const missingImage = {
  description: 'says at once that the live image is missing, where dracut alone would conceal it',
  tags: ['smoke'],
  source: machines.ext4,
  memoryMebibytes: 2048,
  fault: 'image-deleted',
  boots: [
    // dracut alone would wait for 50 minutes.
    {name: 'hang', kernelArguments: [], failure: 'image-absent'},
    // Makes dracut take the device that should hold the image for the root itself.
    {
      name: 'wrong-root',
      kernelArguments: ['rd.live.overlay.overlayfs=1'],
      failure: 'image-absent',
    },
  ],
} satisfies Scenario
