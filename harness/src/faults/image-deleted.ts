import type {Fault} from './fault.ts'

export const imageDeleted = {
  description: 'the live image is not on the disk',
  imageBytes: () => undefined,
} satisfies Fault
