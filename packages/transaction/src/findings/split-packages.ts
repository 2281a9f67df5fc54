import type {ResolutionCheck} from './finding.ts'
import {namesAfter} from './names-after.ts'
import {type Split, splits} from './splits.ts'

/** What has a part of it in another package of the target, which does not come. */
export const partsFollow: ResolutionCheck = resolution => {
  const {facts, transaction} = resolution
  const table = splits[resolution.targetId].filter(({isUsed}) => isUsed?.(facts) ?? true)
  const after = new Set(namesAfter(resolution))
  const upgraded = transaction.upgrade.map(one => one.package.replace(/:.*/, ''))
  return table.flatMap(split => {
    const names = upgraded.filter(name => split.package.test(name))
    const missing = split.movedTo.filter(name => !after.has(name))
    return names.length === 0 || missing.length === 0 ? [] : [findingOf(split, {names, missing})]
  })
}

const findingOf = (
  {lost}: Split,
  {names, missing}: {names: readonly string[]; missing: readonly string[]},
) => ({
  id: 'package-split',
  severity: 'warning' as const,
  sentence: `the upgrade leaves ${[...new Set(names)].toSorted().join(' and ')} without ${lost}: that is in ${missing.join(', ')} now, which it does not install`,
  remedy: `where you need it, run "apt-get install ${missing.join(' ')}" after the upgrade`,
})
