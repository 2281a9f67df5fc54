import {LivemodeError} from '@livemode/config'
import {debian12} from './debian-12.ts'
import {debian13} from './debian-13.ts'
import {el9} from './el-9.ts'
import {isSource} from './source.ts'
import type {Target} from './target.ts'

/** The releases that livemode can upgrade to. */
export const targets = {
  'debian-12': debian12,
  'debian-13': debian13,
  'el-9': el9,
} satisfies Record<string, Target>

export type TargetId = keyof typeof targets

/** Those of Debian's releases. */
export type DebianTargetId = {
  [Id in TargetId]: (typeof targets)[Id]['family'] extends 'debian' ? Id : never
}[TargetId]

const isDebian = (id: TargetId): id is DebianTargetId => targets[id].family === 'debian'

export const targetIds = Object.keys(targets) as readonly TargetId[]
export const debianTargetIds: readonly DebianTargetId[] = targetIds.filter(isDebian)

/** What a machine is upgraded to unless told, and what the machinery itself is made of: the newest. */
export const defaultTargetId = 'debian-13' satisfies TargetId

/** The target of a machine, by its os-release(5); undefined where there is none. */
export const findNextTargetId = (os: Parameters<typeof isSource>[1]): TargetId | undefined =>
  targetIds.find(id => isSource(targets[id].source, os))

/** The target of that id. Throws `USAGE` with the known ones. */
export const findTarget = (id: string): Target => targets[findTargetId(id)]

/** The id itself, where there is such a target. Throws `USAGE` with the known ones. */
export function findTargetId(id: string): TargetId {
  if (Object.hasOwn(targets, id)) return id as TargetId
  throw new LivemodeError('USAGE', `there is no target ${JSON.stringify(id)}`, {
    hint: `the targets are ${targetIds.join(', ')}`,
  })
}
