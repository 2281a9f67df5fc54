// A transaction as its reader sees it.
import test from 'ava'
import {transaction} from '../test/transaction.ts'
import {renderSummary, renderTransaction} from './transaction-text.ts'

test('a line for each package, and the sum', t => {
  t.is(
    renderTransaction(transaction),
    `+ gcc-14-base:amd64 14.2.0-19
~ adduser:all 3.134 -> 3.152
~ libc6:amd64 2.36-9 -> 2.41-12
- libssl3:amd64 3.0.22-1
= git:amd64 1:2.39.5-0: on hold, the target has 1:2.47.3-0

2 upgraded, 1 new, 1 removed, 1 kept; 12 MB to download; needs up to 34 MB on / and 0 MB on /boot; down for 2 minutes by estimate, longer on an emulated machine`,
  )
})

test('the sum alone', t => {
  t.is(renderTransaction(transaction).split('\n').at(-1), renderSummary(transaction))
})
