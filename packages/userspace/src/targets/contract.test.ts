// Every target is complete, and has nothing in common with the others that a cache would mix up.
import {defaultConfig, LivemodeError, messages} from '@livemode/config'
import test from 'ava'
import {ownSourcesOf, usedTargetRepositories} from '../families/index.ts'
import {planLayers} from '../layers.ts'
import {packageManagers} from '../package-managers/index.ts'
import {planRequirements} from '../requirements.ts'
import {findNextTargetId, findTarget, targetIds, targets} from './index.ts'
import type {Target} from './target.ts'

const packageName = /^[a-z0-9][a-z0-9+._-]+$/i
const unitName = /^[\w@.-]+\.(service|timer|socket|path|mount|target)$/

for (const [id, target] of Object.entries<Target>(targets)) {
  test(`${id} keeps the contract`, t => {
    t.is(findTarget(id), target)
    t.regex(id, /^[a-z]+-\d+$/)
    t.truthy(target.title)
    t.true(target.packageManager in packageManagers)

    const names = [
      ...(target.family === 'el' ? target.basePackages : target.base.packages),
      ...Object.values(target.packages).flat(),
      ...target.sshdPackages,
      ...target.stracePackages,
    ]
    for (const name of names) t.regex(name, packageName)
    for (const unit of [target.sshdUnit, ...target.maskedUnits]) t.regex(unit, unitName)
    t.deepEqual(new Set(target.maskedUnits).size, target.maskedUnits.length)

    // Without a kernel, dracut and what its livenet needs there is no live system.
    const {common} = planRequirements(target, defaultConfig)
    for (const need of [/^(linux-image|kernel)/, /^dracut$/, /^systemd$/, /^lvm2$/, /^curl$/]) {
      t.true(
        common.some(name => need.test(name)),
        `${need} is not among the packages`,
      )
    }
    t.regex(target.dracutVersion, /^\d+/)
    t.regex(target.systemdVersion, /^\d+/)
    const used = usedTargetRepositories(ownSourcesOf(target))
    t.deepEqual(messages.UsedTargetRepositories.parse(used), used)
    t.is(new Set(used.repos.map(({repoid}) => repoid)).size, used.repos.length)
  })
}

for (const [id, target] of Object.entries<Target>(targets)) {
  if (target.family !== 'debian') continue
  test(`${id} has its archive`, t => {
    const {repositories} = target.archive
    t.true(repositories.flatMap(({suites}) => suites).includes(target.suite))
    t.is(new Set(repositories.map(({folder}) => folder)).size, repositories.length)
    for (const {uri, components, signedBy} of repositories) {
      t.regex(uri, /^https?:\/\/.*[^/]$/)
      t.is(components[0], 'main')
      t.regex(signedBy, /^\/usr\/share\/keyrings\//)
    }
    const {sourceSuite, sourceAliases, targetAliases, partedComponents} = target.archive
    const suites = [target.suite, sourceSuite, ...sourceAliases, ...targetAliases]
    t.is(new Set(suites).size, suites.length)
    const known = repositories[0]?.components ?? []
    for (const [component, parts] of Object.entries(partedComponents)) {
      t.true([component, ...parts].every(one => known.includes(one)))
    }
    t.true(usedTargetRepositories(ownSourcesOf(target)).repos.length > 0)
  })
}

for (const [id, target] of Object.entries<Target>(targets)) {
  if (target.family !== 'el') continue
  test(`${id} has paths from minor releases of its source to its own`, t => {
    const paths = Object.values(target.paths).flatMap(minors => Object.entries(minors))
    t.true(paths.length > 0)
    for (const [from, to] of paths) {
      t.is(from.split('.')[0], target.source.version)
      t.true(to.length > 0)
      t.true(to.every(minor => minor.startsWith(`${target.releasever}.`)))
    }
  })
}

test('no two targets have a layer in common', t => {
  const bases = Object.values<Target>(targets).map(
    target => planLayers(target, {common: [], additional: []}).base,
  )
  t.is(new Set(bases).size, bases.length)
})

test('a machine has the target that follows its release, or none', t => {
  t.is(findNextTargetId({id: 'debian', idLike: [], versionId: '11'}), 'debian-12')
  t.is(findNextTargetId({id: 'debian', idLike: [], versionId: '12.5'}), 'debian-13')
  t.is(findNextTargetId({id: 'debian', idLike: [], versionId: null}), undefined)
  t.is(findNextTargetId({id: 'ubuntu', idLike: ['debian'], versionId: '12.04'}), undefined)
  t.is(findNextTargetId({id: 'rhel', idLike: ['fedora'], versionId: '8.10'}), 'el-9')
  t.is(findNextTargetId({id: 'rhel', idLike: ['fedora'], versionId: '7.9'}), undefined)
  for (const id of ['almalinux', 'centos', 'rocky']) {
    t.is(findNextTargetId({id, idLike: ['rhel', 'centos', 'fedora'], versionId: '8'}), 'el-9')
  }
  t.is(findNextTargetId({id: 'fedora', idLike: [], versionId: '8'}), undefined)
})

test('no system is the source of two targets, and none of itself', t => {
  const all = Object.values<Target>(targets)
  const names = all.map(({source}) => `${source.id} ${source.version}`)
  t.is(new Set(names).size, names.length)
  for (const {title, source} of all) t.not(title, source.title)
})

for (const id of ['debian-1', '', 'toString', '__proto__']) {
  test(`there is no target ${JSON.stringify(id)}`, t => {
    const error = t.throws(() => findTarget(id), {
      instanceOf: LivemodeError,
      message: `there is no target ${JSON.stringify(id)}`,
    })
    t.is(error?.code, 'USAGE')
    t.is(error?.hint, `the targets are ${targetIds.join(', ')}`)
  })
}
