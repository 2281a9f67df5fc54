import type {Fault} from './fault.ts'
import {imageDeleted} from './image-deleted.ts'
import {imageTruncated} from './image-truncated.ts'
import {rootRenamed} from './root-renamed.ts'

export type FaultId = 'image-deleted' | 'image-truncated' | 'root-renamed'

export const faults = {
  'image-deleted': imageDeleted,
  'image-truncated': imageTruncated,
  'root-renamed': rootRenamed,
} satisfies Record<FaultId, Fault>
