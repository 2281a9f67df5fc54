import type {AptTransaction} from '@livemode/config'
import type {EngineContext} from '../engine.ts'
import {absent, type PackageState, readPackageStates} from './package-states.ts'
import {readTransaction} from './payload.ts'
import {plannedVersions, withArchitecture} from './plan.ts'

type Plan = Pick<AptTransaction, 'upgrade' | 'new' | 'remove' | 'architectures'>

/** Unpacked and configured: the steps that each package of a plan takes, or that take it away. */
const stepsEach = 2

/** The steps of a whole plan. */
export const stepsOf = ({upgrade, new: added, remove}: Plan): number =>
  stepsEach * (upgrade.length + added.length + remove.length)

/** How many steps of the plan are done: unpacking a package is one, so that a run which comes no further shows. */
export function countInPlace(states: ReadonlyMap<string, PackageState>, plan: Plan): number {
  const came = [...plannedVersions(plan)].map(([name, version]): number => {
    const found = states.get(name)
    if (found?.version !== version) return 0
    return found.state === 'installed' ? stepsEach : unpacked.includes(found.state) ? 1 : 0
  })
  const went = plan.remove.map(({package: name}): number => {
    const found = states.get(withArchitecture(name, plan))
    return found === undefined || absent.includes(found.state) ? stepsEach : 0
  })
  return [...came, ...went].reduce((sum, steps) => sum + steps, 0)
}

const unpacked = ['unpacked', 'half-configured', 'triggers-awaited', 'triggers-pending']

/** The same for the source as it is. */
export function measure(context: EngineContext): number {
  const transaction = readTransaction(context)
  return countInPlace(readPackageStates(context, transaction), transaction)
}
