// What curl says in the end tells an answer from none, and whether to ask again.
import test from 'ava'
import {isFinal, parseStatus} from './fetch.ts'

test('the answer of the server, or that of a proxy that does not lead to it', t => {
  t.deepEqual(parseStatus('status 404 000 22'), {code: 404, exit: 22})
  t.deepEqual(parseStatus('status 206 200 56'), {code: 206, exit: 56})
  t.deepEqual(parseStatus('status 000 407 56'), {code: 407, exit: 56})
  t.is(parseStatus('curl: (56) status 000 407 56'), undefined)
})

test('a proxy that leads there has answered nothing', t => {
  t.deepEqual(parseStatus('status 000 200 28'), {code: 0, exit: 28})
})

test('what is asked again: whatever may be otherwise the next time', t => {
  for (const line of [
    'status 000 000 35',
    'status 000 200 35',
    'status 503 000 22',
    'status 429 000 22',
  ]) {
    t.false(isFinal(parseStatus(line) ?? {code: 400, exit: 0}), line)
  }
  for (const line of ['status 000 000 60', 'status 404 000 22', 'status 000 407 56']) {
    t.true(isFinal(parseStatus(line) ?? {code: 0, exit: 0}), line)
  }
})
