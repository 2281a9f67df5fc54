// A deadline gives what was waited for, or says what was not there in time, and how things stood.
import {LivemodeError} from '@livemode/config'
import test from 'ava'
import {startDeadline} from './deadline.ts'

const never = new Promise<never>(() => {})
const longTime = 1000
const noTime = 0

test('work that is done in time gives its result', async t => {
  t.is(await startDeadline(longTime, 'the result').race(Promise.resolve('done')), 'done')
})

test('work that fails in time fails with its own error', async t => {
  const error = new Error('broken')
  const work = startDeadline(longTime, 'the result').race(Promise.reject(error))
  t.is(await t.throwsAsync(work), error)
})

test('work that is not done in time ends with TIMED_OUT and the state of things', async t => {
  const work = startDeadline(noTime, 'upgrade.service').race(never, () => '  the machine runs')
  const error = await t.throwsAsync(work, {instanceOf: LivemodeError})
  t.is(error?.code, 'TIMED_OUT')
  t.is(error?.message, 'gave up waiting for upgrade.service after 0 s\n  the machine runs')
})

test('the state is that of the end, not of the start', async t => {
  let state = 'early'
  const work = startDeadline(noTime, 'it').race(never, () => state)
  state = 'late'
  await t.throwsAsync(work, {message: 'gave up waiting for it after 0 s\nlate'})
})

test('a deadline that is over ends later waits at once', async t => {
  const deadline = startDeadline(noTime, 'it')
  await t.throwsAsync(deadline.race(never))
  t.true(deadline.signal.aborted)
  t.is(deadline.remaining(), 0)
  await t.throwsAsync(deadline.race(never), {message: 'gave up waiting for it after 0 s'})
})

test('one deadline serves many waits', async t => {
  const deadline = startDeadline(longTime, 'it')
  t.deepEqual(
    [await deadline.race(Promise.resolve(1)), await deadline.race(Promise.resolve(2))],
    [1, 2],
  )
  t.true(deadline.remaining() > 0)
})
