import type {LoaderId} from '../entry.ts'
import {grubby} from './grubby.ts'
import type {Loader} from './loader.ts'

export type {Loader} from './loader.ts'

/** The loaders whose entries a program writes. */
export const loaders = {grubby} satisfies Partial<Record<LoaderId, Loader>>
