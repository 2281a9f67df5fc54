// What is installed is held against the plan, by counts and by names.
import test from 'ava'
import {compareWithPlan, renderDifference} from './comparison.ts'

const plan = {
  architectures: ['amd64'],
  upgrade: [
    {package: 'tzdata:all', from: '1', to: '2'},
    {package: 'cron:amd64', from: '1', to: '2'},
  ],
  new: [{package: 'libc6:amd64', version: '2.41-12'}],
  remove: [
    {package: 'gone:amd64', version: '1'},
    {package: 'stays:all', version: '1'},
  ],
}

test('counts, and what differs', t => {
  const installed = new Map([
    ['tzdata:amd64', '2'],
    ['cron:amd64', '1'],
    ['stays:amd64', '1'],
  ])
  const {notAsPlanned, ...counts} = compareWithPlan(installed, plan)
  t.deepEqual(counts, {upgraded: 1, new: 0, removed: 1})
  t.deepEqual(notAsPlanned, [
    {package: 'cron:amd64', found: '1', planned: '2'},
    {package: 'libc6:amd64', found: null, planned: '2.41-12'},
    {package: 'stays:amd64', found: '1', planned: null},
  ])
  t.deepEqual(notAsPlanned.map(renderDifference), [
    'cron:amd64 is 1, not 2',
    'libc6:amd64 is not installed, not 2.41-12',
    'stays:amd64 is still installed',
  ])
})

test('all of it', t => {
  const installed = new Map([
    ['tzdata:amd64', '2'],
    ['cron:amd64', '2'],
    ['libc6:amd64', '2.41-12'],
  ])
  t.deepEqual(compareWithPlan(installed, plan), {
    upgraded: 2,
    new: 1,
    removed: 2,
    notAsPlanned: [],
  })
})
