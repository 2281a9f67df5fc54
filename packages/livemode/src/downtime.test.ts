// The estimate of the downtime holds what was measured, and is in words that say what it is.
import test from 'ava'
import {estimateDowntime, renderDowntime} from './downtime.ts'

const transactionWith = (packages: number, megabytes: number) => ({
  upgrade: Array.from({length: packages}, (_, index) => ({
    package: `p${index}:amd64`,
    from: '1',
    to: '2',
  })),
  new: [],
  remove: [],
  downloadBytes: megabytes * 1_000_000,
})

for (const {packages, megabytes, seconds} of [
  {packages: 181, megabytes: 174, seconds: 72},
  {packages: 546, megabytes: 480, seconds: 170},
  {packages: 546, megabytes: 480, seconds: 464},
]) {
  test(`${packages} packages in ${seconds} s`, t => {
    const {least, most} = estimateDowntime(transactionWith(packages, megabytes))
    // The boots around it.
    t.true(least <= seconds + 120)
    t.true(seconds <= most)
  })
}

test('minutes, from the least to the most', t => {
  t.is(
    renderDowntime({least: 150, most: 290}),
    'down for 3 to 5 minutes by estimate, longer on an emulated machine',
  )
  t.is(
    renderDowntime({least: 90, most: 95}),
    'down for 2 minutes by estimate, longer on an emulated machine',
  )
  t.is(
    renderDowntime({least: 9, most: 9}),
    'down for 1 minute by estimate, longer on an emulated machine',
  )
})
