// Answers are found in debconf's database by their whole name.
import test from 'ava'
import {parseAnswer} from './debconf.ts'

test('an answer of debconf', t => {
  t.deepEqual(parseAnswer('Name: a\nValue: x, y\n\nName: b\n', 'a'), ['x', 'y'])
  t.deepEqual(parseAnswer('Name: a\nValue: x\n\nName: b\n', 'b'), [])
  t.deepEqual(parseAnswer('', 'a'), [])
})
