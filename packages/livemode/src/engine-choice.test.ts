// Leapp upgrades a machine by default where it has prepared just that upgrade, and is refused elsewhere with the reason.
import {type Config, defaultConfig} from '@livemode/config'
import {fixture} from '@livemode/fixtures'
import {type Host, type LeappState, parseHost} from '@livemode/host'
import {targets} from '@livemode/userspace'
import test from 'ava'
import {chooseEngine, namedEngine} from './engine-choice.ts'
import {checkUpgrade} from './report/index.ts'
import {renderPackages} from './transaction-text.ts'

const el = targets['el-9']
const prepared: LeappState = {to: '9', release: '9.4', problem: null}
const hostWith = (leapp?: LeappState): Host => ({
  ...parseHost(fixture('hosts/rhel-8-uefi.json'), {file: 'rhel-8-uefi'}),
  ...(leapp && {leapp}),
})

test('by default', t => {
  t.is(chooseEngine(hostWith(prepared), el), 'leapp')
  t.is(chooseEngine(hostWith(), el), 'dnf')
  t.is(chooseEngine(hostWith({...prepared, problem: 'its packages are not there'}), el), 'dnf')
  t.is(chooseEngine(hostWith({...prepared, to: '10'}), el), 'dnf')
  t.is(chooseEngine(hostWith(prepared), targets['debian-13']), 'apt')
})

test('one that is named is taken, where the images of the target have it', t => {
  t.is(namedEngine({engine: 'dnf'}, el), 'dnf')
  t.is(namedEngine({engine: undefined}, el), undefined)
  t.throws(() => namedEngine({engine: 'leapp'}, targets['debian-13']), {
    message: 'images of Debian 13 have no engine "leapp"; they have apt, probe',
  })
})

const config: Config = {...defaultConfig, repositories: ['/etc/yum.repos.d/company.repo']}
const check = (leapp?: LeappState) =>
  checkUpgrade({
    config,
    target: el,
    enabled: true,
    engine: 'leapp',
    sizes: {...el.sizes, isBuilt: true},
    host: hostWith(leapp),
    loader: hostWith(leapp).loader,
  }).filter(({id}) => id.startsWith('leapp-'))

const remedy =
  'run "leapp upgrade" here, and do not reboot when it asks for that; or choose another engine: --engine dnf'
const refused: readonly (readonly [LeappState | undefined, string])[] = [
  [undefined, 'this machine has no Leapp'],
  [
    {...prepared, problem: '"leapp upgrade" has not been run'},
    'Leapp has prepared no upgrade here: "leapp upgrade" has not been run',
  ],
  [
    {...prepared, to: '10'},
    'Leapp has prepared the upgrade to release 10, and not to Enterprise Linux 9',
  ],
]
for (const [leapp, sentence] of refused) {
  test(`refused: ${sentence}`, t => {
    t.deepEqual(check(leapp), [{id: 'leapp-not-prepared', severity: 'inhibitor', sentence, remedy}])
  })
}

test('where it has prepared it, nothing is refused: with grubby, too', t => {
  t.is(hostWith(prepared).loader, 'grubby')
  t.deepEqual(check(prepared), [])
})

test('what happens to the packages is what Leapp has prepared', t => {
  const text = (leapp: LeappState) =>
    renderPackages({engine: 'leapp', host: {leapp}, resolved: undefined})
  t.is(text(prepared), 'as Leapp has prepared it, to release 9.4')
  t.is(text({...prepared, release: null}), 'as Leapp has prepared it, to release 9')
  const none = {host: {}, resolved: undefined}
  t.is(renderPackages({engine: 'probe', ...none}), 'nothing is changed')
})
