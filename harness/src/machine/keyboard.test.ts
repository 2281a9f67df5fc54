// A text becomes the keys of an American keyboard, and a machine gets them one after the other.
import test from 'ava'
import {chordsOf, parseChord, press} from './keyboard.ts'

test('letters and digits are their own keys, capitals need shift', t => {
  t.deepEqual(chordsOf('aZ09'), [['a'], ['shift', 'z'], ['0'], ['9']])
})

test('every printable sign is on some key, and no two are on the same', t => {
  const printable = Array.from({length: 0x7f - 0x20}, (_, index) =>
    String.fromCharCode(0x20 + index),
  )
  const keys = chordsOf(printable.join('')).map(chord => chord.join('-'))
  t.is(new Set(keys).size, printable.length)
})

test('signs are where an American keyboard has them', t => {
  t.deepEqual(
    chordsOf(' \n\t_!)/?').map(chord => chord.join('-')),
    ['spc', 'ret', 'tab', 'shift-minus', 'shift-1', 'shift-0', 'slash', 'shift-slash'],
  )
})

test('what cannot be typed is said', t => {
  t.throws(() => chordsOf('für'), {message: '"ü" is not on an American keyboard'})
})

test('keys that are pressed together', async t => {
  const commands: unknown[] = []
  const qmp = {
    async execute(...command: unknown[]) {
      commands.push(command)
    },
    ended: Promise.resolve(''),
  }
  await press(qmp, [parseChord('alt-f2'), parseChord('ret')])
  const keys = (...names: string[]) => names.map(data => ({type: 'qcode', data}))
  t.deepEqual(commands, [
    ['send-key', {keys: keys('alt', 'f2'), 'hold-time': 30}],
    ['send-key', {keys: keys('ret'), 'hold-time': 30}],
  ])
})
