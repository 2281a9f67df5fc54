// Time spans are read as systemd.time(7) has them.
import test from 'ava'
import {parseTimeSpan} from './time-span.ts'

const rows: readonly (readonly [string, number | undefined])[] = [
  ['0', 0],
  ['90', 90],
  ['5s', 5],
  ['10min', 600],
  ['1m30s', 90],
  ['1h 30', 3630],
  [' 2 hours ', 7200],
  ['1.5h', 5400],
  ['.5s', 0.5],
  ['500ms', 0.5],
  ['2M', 2 * 30.44 * 86_400],
  ['1y', 365.25 * 86_400],
  ['infinity', Number.POSITIVE_INFINITY],
  ['', undefined],
  ['never', undefined],
  ['5 parsecs', undefined],
  ['-5', undefined],
  ['5s x', undefined],
  ['5constructor', undefined],
]

for (const [text, seconds] of rows) {
  test(`"${text}" is ${seconds === undefined ? 'no time span' : `${seconds} s`}`, t =>
    t.is(parseTimeSpan(text), seconds))
}
