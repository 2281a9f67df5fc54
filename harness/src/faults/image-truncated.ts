import type {Fault} from './fault.ts'

export const imageTruncated = {
  description: 'the second half of the live image is missing',
  apply: ({image, ...plan}) => ({
    ...plan,
    image: image && {...image, bytes: Math.floor(image.bytes / 2)},
  }),
} satisfies Fault
