import {LivemodeError} from '@livemode/config'
import {debian13} from './debian-13.ts'
import type {Target} from './target.ts'

export type TargetId = 'debian-13'

/** The releases that livemode can upgrade to. */
export const targets = {'debian-13': debian13} satisfies Record<TargetId, Target>

export const targetIds = Object.keys(targets) as readonly TargetId[]

/** The target of that id. Throws `USAGE` with the known ones. */
export function findTarget(id: string): Target {
  if (Object.hasOwn(targets, id)) return targets[id as TargetId]
  throw new LivemodeError('USAGE', `there is no target ${JSON.stringify(id)}`, {
    hint: `the targets are ${targetIds.join(', ')}`,
  })
}
