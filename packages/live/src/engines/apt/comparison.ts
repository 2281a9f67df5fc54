import type {AptTransaction, UpgradeResult} from '@livemode/config'
import {plannedVersions, withArchitecture} from './plan.ts'

type Plan = Pick<AptTransaction, 'upgrade' | 'new' | 'remove' | 'architectures'>

/** How what is installed stands to the plan. */
export type Comparison = NonNullable<UpgradeResult['packages']>

/** Holds the packages that are installed wholly, by their names and versions, against the plan. */
export function compareWithPlan(installed: ReadonlyMap<string, string>, plan: Plan): Comparison {
  const unwanted = plan.remove
    .map(({package: name}) => withArchitecture(name, plan))
    .filter(name => installed.has(name))
  const isInPlace = (name: string, version: string) =>
    installed.get(withArchitecture(name, plan)) === version
  return {
    upgraded: plan.upgrade.filter(({package: name, to}) => isInPlace(name, to)).length,
    new: plan.new.filter(({package: name, version}) => isInPlace(name, version)).length,
    removed: plan.remove.length - unwanted.length,
    notAsPlanned: [
      ...[...plannedVersions(plan)].flatMap(([name, planned]) => {
        const found = installed.get(name) ?? null
        return found === planned ? [] : [{package: name, found, planned}]
      }),
      ...unwanted.map(name => ({package: name, found: installed.get(name) ?? null, planned: null})),
    ],
  }
}

/** What is not as planned, in a line. */
export const renderDifference = ({
  package: name,
  found,
  planned,
}: Comparison['notAsPlanned'][number]): string =>
  planned === null
    ? `${name} is still installed`
    : `${name} is ${found ?? 'not installed'}, not ${planned}`
