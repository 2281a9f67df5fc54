import type {Fault} from './fault.ts'

export const imageTruncated = {
  description: 'the second half of the live image is missing',
  imageBytes: whole => Math.floor(whole / 2),
} satisfies Fault
