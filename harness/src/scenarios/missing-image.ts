import {machines} from './machines.ts'
import type {Scenario} from './scenario.ts'

export const missingImage = {
  description: 'finds out that the live image is missing, in both ways in which dracut conceals it',
  tags: ['smoke'],
  source: machines.ext4,
  memoryMebibytes: 2048,
  fault: 'image-deleted',
  expectation: {
    kind: 'failures',
    boots: [
      {name: 'hang', kernelArguments: [], failure: 'image-missing'},
      // Makes dracut take the device that should hold the image for the root itself.
      {
        name: 'wrong-root',
        kernelArguments: ['rd.live.overlay.overlayfs=1'],
        failure: 'wrong-root',
      },
    ],
  },
} satisfies Scenario
