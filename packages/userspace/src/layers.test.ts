// The name of a layer says all that went in: it changes when that does, and with nothing else.
import test from 'ava'
import {installedReference, layerReference} from './layer-reference.ts'
import {planLayers} from './layers.ts'
import {type PackageManager, packageManagers} from './package-managers/index.ts'
import {targets} from './targets/index.ts'
import type {DebianTarget} from './targets/target.ts'

const target: DebianTarget = targets['debian-13']
const requirements = {common: ['dracut', 'linux'], additional: ['vim']}
const layers = planLayers(target, requirements)

test('a name is the layer and a hash', t => {
  t.regex(layers.base, /^livemode\/base:[0-9a-f]{16}$/)
  t.regex(layers.common, /^livemode\/common:[0-9a-f]{16}$/)
  t.regex(layers.userspace, /^livemode\/userspace:[0-9a-f]{16}$/)
  t.is(layerReference('x', {a: [1, 'b']}), 'livemode/x:ee70aef572200b15')
})

test('the same inputs give the same names', t => {
  t.deepEqual(planLayers(structuredClone(target), structuredClone(requirements)), layers)
})

test('a configuration that adds nothing takes the common layer', t => {
  const {base, common, userspace} = planLayers(target, {...requirements, additional: []})
  t.is(userspace, common)
  t.deepEqual({base, common}, {base: layers.base, common: layers.common})
})

/** Which layers are made anew when something else goes in. */
const changed = (changes: Partial<DebianTarget>, more: Partial<typeof requirements> = {}) => {
  const others = planLayers({...target, ...changes}, {...requirements, ...more})
  return (Object.keys(layers) as (keyof typeof layers)[]).filter(
    layer => others[layer] !== layers[layer],
  )
}

test('another release and other base packages change every layer', t => {
  const all = ['base', 'common', 'userspace']
  t.deepEqual(changed({base: {...target.base, suite: 'forky'}}), all)
  t.deepEqual(changed({base: {...target.base, packages: ['ca-certificates', 'curl']}}), all)
})

test('other packages of the release leave the base, other packages of the configuration the rest', t => {
  t.deepEqual(changed({}, {common: ['dracut']}), ['common', 'userspace'])
  t.deepEqual(changed({}, {additional: ['emacs']}), ['userspace'])
})

test('what does not go in changes nothing', t => {
  t.deepEqual(changed({title: 'Other', sshdUnit: 'sshd.service', maskedUnits: []}), [])
})

test('another way to install changes what is installed', t => {
  const reference = (manager: PackageManager) =>
    installedReference('common', layers.base, {manager, packages: ['dracut']})
  const {apt} = packageManagers
  const others: readonly PackageManager[] = [
    {...apt, environment: {...apt.environment, LC_ALL: 'C'}},
    {...apt, install: packages => apt.install(packages).slice(1)},
  ]
  for (const other of others) t.not(reference(other), reference(apt))
  t.is(reference({...apt, caches: []}), reference(apt))
})
