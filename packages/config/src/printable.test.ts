// What a file holds is shown on a terminal, and does nothing to it.
import test from 'ava'
import {visible} from './printable.ts'

test('lines and letters of every language stay', t => {
  const text = 'a\tb\nΩ 語 é 🙂 …\n'
  t.is(visible(text), text)
})

test('what moves the cursor, hides or turns around is shown by its number', t => {
  for (const [text, shown] of [
    ['\u001b[31mred', '\\u001b[31mred'],
    ['\u009b2J', '\\u009b2J'],
    ['over\rwritten', 'over\\u000dwritten'],
    ['\u0007\u0008\u007f\u0000', '\\u0007\\u0008\\u007f\\u0000'],
    ['pay\u202etxt.exe', 'pay\\u202etxt.exe'],
    ['zero\u200bwidth\ufeff', 'zero\\u200bwidth\\ufeff'],
    ['line\u2028paragraph\u2029', 'line\\u2028paragraph\\u2029'],
    ['tag\u{e0001}', 'tag\\udb40\\udc01'],
    ['half \ud83d', 'half \ufffd'],
  ] as const)
    t.is(visible(text), shown)
})

test('JSON stays JSON, and says the same', t => {
  const value = {name: 'a\u009b31m\u202e\u{e0001}\u001b', tab: '\t', line: '\n'}
  for (const indent of [undefined, 2]) {
    t.deepEqual(JSON.parse(visible(JSON.stringify(value, undefined, indent))), value)
  }
})
