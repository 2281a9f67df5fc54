// Relations of Debian's in rpm's words.
import test from 'ava'
import {parseRelations, renderAlternatives} from './relation.ts'

const render = (field: string) =>
  parseRelations(field).map(alternatives => renderAlternatives(alternatives, '.el9'))

test('names, limits and alternatives', t => {
  t.deepEqual(render('libc6 (>= 2.36), python3:any (<< 3.14), mawk | gawk (= 1:5.2-1), udev'), [
    'libc6 >= 2.36',
    'python3 < 3.14',
    '(mawk or gawk = 1:5.2-1.el9)',
    'udev',
  ])
})

test('no field has no relations', t => {
  t.deepEqual(parseRelations(undefined), [])
})

test('what is no relation is refused', t => {
  t.throws(() => parseRelations('libc6 >= 2'), {message: '"libc6 >= 2" is no relation'})
})
