// What an installation leaves behind is told line by line, and it is interrupted at moments far apart.
import test from 'ava'
import {compareListings, momentOf} from './install.ts'

test('the same listing twice has no changes', t => {
  t.deepEqual(compareListings('a\nb', 'a\nb'), [])
})

test('what is gone comes first, then what is new', t => {
  t.deepEqual(compareListings('a\nb\nc', 'a\nx\nc\ny'), ['- b', '+ x', '+ y'])
})

test('ten moments leave no gap of a fifth between them', t => {
  const moments = Array.from({length: 10}, (_, index) => momentOf(index + 1)).toSorted()
  const all = [0, ...moments, 1]
  const gaps = moments.map((moment, index) => moment - (all[index] ?? 0))
  t.true(moments.every(moment => moment > 0 && moment < 1))
  t.true(Math.max(...gaps) < 0.2)
})
