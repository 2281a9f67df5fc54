// Every family names the base of each of its targets by all that it is made of, and tells which repositories it used.
import {messages} from '@livemode/config'
import test from 'ava'
import {directAccess} from '../package-sources/package-sources.ts'
import {targets} from '../targets/index.ts'
import type {Target} from '../targets/target.ts'
import {families, familyOf, ownSourcesOf} from './index.ts'

for (const [id, target] of Object.entries<Target>(targets)) {
  test(`${id}: its family`, t => {
    const family = familyOf(target)
    t.is(families[target.family] as unknown, family)
    const sources = ownSourcesOf(target)
    t.is(sources.family, target.family)
    t.regex(family.baseReference(target, sources), /^livemode\/base:[0-9a-f]{16}$/)
    const used = family.usedRepositories(sources)
    t.deepEqual(messages.UsedTargetRepositories.parse(used), used)
    t.is(family.imageSources(target, sources, directAccess).access, directAccess)
  })
}

test('each family has a target', t => {
  const used = new Set<string>(Object.values<Target>(targets).map(({family}) => family))
  t.deepEqual([...used].toSorted(), Object.keys(families).toSorted())
})
