import {LivemodeError} from '@livemode/config'
import type {Host} from '@livemode/host'
import {defaultEngineFor, type EngineId, enginesFor} from '@livemode/live'
import type {Target} from '@livemode/userspace'
import type {Options} from './options.ts'

type Images = Pick<Target, 'title' | 'packageManager'>

/** The engine that the arguments name, undefined for none. Throws `USAGE` where the target's images do not have it. */
export function namedEngine(
  {engine}: Pick<Options, 'engine'>,
  {title, packageManager}: Images,
): EngineId | undefined {
  const carried = enginesFor(packageManager)
  const found = carried.find(id => id === engine)
  if (engine === undefined || found !== undefined) return found
  throw new LivemodeError(
    'USAGE',
    `images of ${title} have no engine ${JSON.stringify(engine)}; they have ${carried.join(', ')}`,
  )
}

/** The engine that upgrades a machine where none is named: Leapp where that has prepared it, else the package manager's own. */
export const chooseEngine = (host: Pick<Host, 'leapp'>, target: Target): EngineId =>
  whyLeappCannot(host, target) === undefined ? 'leapp' : defaultEngineFor(target.packageManager)

/** Why Leapp cannot take a machine to a target, a sentence; undefined where it can. */
export function whyLeappCannot({leapp}: Pick<Host, 'leapp'>, target: Target): string | undefined {
  if (target.family !== 'el') return `Leapp does not lead to ${target.title}`
  if (leapp === undefined) return 'this machine has no Leapp'
  if (leapp.problem !== null) return `Leapp has prepared no upgrade here: ${leapp.problem}`
  if (leapp.to === target.releasever) return undefined
  return `Leapp has prepared the upgrade to release ${leapp.to}, and not to ${target.title}`
}
