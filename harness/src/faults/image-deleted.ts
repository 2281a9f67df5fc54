import type {Fault} from './fault.ts'

export const imageDeleted = {
  description: 'the live image is not on the disk',
  apply: plan => ({...plan, image: undefined}),
} satisfies Fault
