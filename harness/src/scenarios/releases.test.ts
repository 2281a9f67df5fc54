// Each release fits the target that it becomes, and a machine that boots by itself is upgraded to each target.
import {debianTargetIds} from '@livemode/userspace'
import test from 'ava'
import {planHost} from './host.ts'
import {scenarioIds, scenarios} from './index.ts'
import {releaseOf, releases} from './releases.ts'

for (const [id, {targetId, prettyName, upgraded}] of Object.entries(releases)) {
  test(`${id}: what it is called, and what it becomes`, t => {
    const {target} = releaseOf({release: id as keyof typeof releases})
    const {source, archive} = target
    t.is(source.title.toLowerCase().replace(' ', '-'), id)
    t.true(prettyName.endsWith(` ${source.version} (${archive.sourceSuite})`))
    t.is(upgraded, targetId.replace('-', ' '))
  })
}

test('a machine without a release has Debian 12', t => {
  t.is(releaseOf({}).targetId, 'debian-13')
  t.is(planHost(scenarios['upgrade-debian'].source).os.versionId, '12')
  t.is(planHost(scenarios['upgrade-debian-11'].source).os.versionId, '11')
})

test('each target has a scenario that upgrades to it', t => {
  const proven = scenarioIds
    .filter(id => scenarios[id].engine === 'apt')
    .map(id => releaseOf(scenarios[id].source).targetId)
  t.deepEqual(
    debianTargetIds.filter(id => !proven.includes(id)),
    [],
  )
})
