// What of a plan is in place is a number that grows with each step of dpkg's.
import test from 'ava'
import {countInPlace, stepsOf} from './in-place.ts'
import {parsePackageStates} from './package-states.ts'

const plan = {
  architectures: ['amd64'],
  upgrade: [{package: 'tzdata:all', from: '1', to: '2'}],
  new: [{package: 'libc6:amd64', version: '2.41-12'}],
  remove: [{package: 'gone:amd64', version: '1'}],
}

/** In the order in which they come about. */
const states = [
  ['tzdata all 1 installed', 'gone amd64 1 installed'],
  ['tzdata all 1 half-installed', 'libc6 amd64 2.41-12 half-installed', 'gone amd64 1 installed'],
  ['tzdata all 1 installed', 'libc6 amd64 2.41-12 unpacked', 'gone amd64 1 installed'],
  ['tzdata all 2 unpacked', 'libc6 amd64 2.41-12 half-configured', 'gone amd64 1 installed'],
  ['tzdata all 2 triggers-pending', 'libc6 amd64 2.41-12 installed', 'gone amd64 1 unpacked'],
  ['tzdata all 2 installed', 'libc6 amd64 2.41-12 installed', 'gone amd64 1 config-files'],
]

test('it grows, and in the end it is all of the plan', t => {
  const counts = states.map(lines =>
    countInPlace(parsePackageStates(lines.map(line => `${line}\n`).join(''), plan), plan),
  )
  t.deepEqual(counts, [0, 0, 1, 2, 3, 6])
  t.is(counts.at(-1), stepsOf(plan))
})

test('what is gone without a trace is in place, and another version is not', t => {
  t.is(countInPlace(new Map(), plan), 2)
  t.is(countInPlace(parsePackageStates('libc6 amd64 2.41-13 installed\n', plan), plan), 2)
})
