// What is left of a plan follows from what is there: after an interruption, too, when packages are there in both versions.
import test from 'ava'
import {
  compareWithPlan,
  countInPlace,
  differencesFrom,
  isCarriedOut,
  remainingOf,
  renderDifference,
} from './plan.ts'

const plan = {
  upgrade: [{package: 'bash.x86_64', from: '4.4-1.el8', to: '5.1-1.el9'}],
  new: [{package: 'kernel-core.x86_64', version: '5.14-1.el9'}],
  remove: [{package: 'gone.noarch', version: '1:1-1.el8'}],
}
const old = 'bash.x86_64 4.4-1.el8'
const next = 'bash.x86_64 5.1-1.el9'
const kernels = ['kernel-core.x86_64 4.18-1.el8', 'kernel-core.x86_64 5.14-1.el9']
const gone = 'gone.noarch 1:1-1.el8'

/** In the order in which they come about: what comes comes first, and what goes goes last. */
const states = [
  [old, kernels[0], gone],
  [old, next, kernels[0], gone],
  [old, next, ...kernels, gone],
  [next, ...kernels, gone],
  [next, ...kernels],
].map(keys => new Set(keys.map(String)))

test('steps grow, and only the last state is the plan', t => {
  t.deepEqual(
    states.map(present => countInPlace(plan, present)),
    [0, 1, 2, 3, 4],
  )
  t.deepEqual(
    states.map(present => isCarriedOut(plan, present)),
    [false, false, false, false, true],
  )
})

test('after an interruption what has come comes once more, and what is there twice goes', t => {
  const [, half = new Set<string>()] = states
  const {upgrade, new: added} = plan
  t.deepEqual(remainingOf(plan, {present: half, isInterrupted: true}), {
    install: [...added],
    reinstall: upgrade.map(one => ({package: one.package, version: one.to})),
    remove: [
      {package: 'bash.x86_64', version: '4.4-1.el8'},
      {package: 'gone.noarch', version: '1:1-1.el8'},
    ],
  })
  t.deepEqual(remainingOf(plan, {present: half, isInterrupted: false}).reinstall, [])
})

test('what dnf would do else is told, and what it would leave', t => {
  const [present = new Set<string>()] = states
  const remaining = remainingOf(plan, {present, isInterrupted: false})
  const simulated = {comes: remaining.install, goes: remaining.remove}
  t.deepEqual(differencesFrom(remaining, simulated), [])
  const other = {
    comes: remaining.install.slice(1),
    goes: [...remaining.remove, {package: 'dnf.noarch', version: '4-1'}],
  }
  t.deepEqual(differencesFrom(remaining, other), [
    'bash.x86_64 5.1-1.el9 is planned to be installed, and would not be',
    'dnf.noarch 4-1 would be removed, and is not planned to be',
  ])
})

test('an old kernel that stays is as planned, an old package that stays is not', t => {
  const [, , , , last = new Set<string>()] = states
  t.deepEqual(compareWithPlan(plan, last), {upgraded: 1, new: 1, removed: 1, notAsPlanned: []})
  const [first = new Set<string>()] = states
  const {notAsPlanned, ...counts} = compareWithPlan(plan, first)
  t.deepEqual(counts, {upgraded: 0, new: 0, removed: 0})
  t.deepEqual(notAsPlanned.map(renderDifference), [
    'bash.x86_64 is 4.4-1.el8, not 5.1-1.el9',
    'kernel-core.x86_64 is 4.18-1.el8, not 5.14-1.el9',
    'bash.x86_64 4.4-1.el8 is still installed',
    'gone.noarch 1:1-1.el8 is still installed',
  ])
})
