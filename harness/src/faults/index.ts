import type {Fault} from './fault.ts'
import {imageDeleted} from './image-deleted.ts'
import {imageTruncated} from './image-truncated.ts'

export type FaultId = 'image-deleted' | 'image-truncated'

export const faults = {
  'image-deleted': imageDeleted,
  'image-truncated': imageTruncated,
} satisfies Record<FaultId, Fault>
