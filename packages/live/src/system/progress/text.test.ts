// A text takes the cells of a terminal that it takes, and nothing in it moves the cursor.

import test from 'ava'
import fc from 'fast-check'
import {cellsOf, cut, plainText, wrap} from './text.ts'

const cells = (text: string) => [...text].reduce((sum, character) => sum + cellsOf(character), 0)

test('wide characters take two cells, and those that go onto another take none', t => {
  t.is(cells('abc'), 3)
  t.is(cells('日本語'), 6)
  t.is(cells('한국'), 4)
  t.is(cells('e\u0301'), 1)
  t.is(cells('📦'), 2)
})

test('what is no character of its own is left out', t => {
  t.is(plainText('a\tb\r\nc'), 'a b  c')
  t.is(plainText('\u001b[31mred\u001b[0m\u0007 \u001b]0;title\u0007x\u0000\u009b'), 'red x')
  t.is(plainText('left\u202eright\u200b'), 'leftright')
  t.is(plainText('\ud800'), '\ufffd')
})

test('lines are broken where the screen ends', t => {
  t.deepEqual(wrap('abcdef', 4), ['abcd', 'ef'])
  t.deepEqual(wrap('', 4), [''])
  t.deepEqual(wrap('a日本', 2), ['a', '日', '本'])
  t.deepEqual(wrap('日', 1), [''])
  t.is(cut('a日本', 4), 'a日')
})

test('no row is wider than the screen, and nothing is lost where everything has room', t => {
  fc.assert(
    fc.property(fc.string({unit: 'grapheme'}), fc.integer({min: 2, max: 200}), (text, columns) => {
      const plain = plainText(text)
      const rows = wrap(plain, columns)
      return rows.every(row => cells(row) <= columns) && rows.join('') === plain
    }),
  )
  t.pass()
})
