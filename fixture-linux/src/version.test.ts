// Versions of Debian's become versions that rpm orders as dpkg does.
import test from 'ava'
import {renderEvr, renderLimit, toRpmVersion} from './version.ts'

const versions = {
  '2.36-9': '2.36-9.el9',
  '1:4.17.4-2': '1:4.17.4-2.el9',
  '2.41-12+deb13u5': '2.41-12.1.deb13u5.el9',
  '257.13-1~deb13u1': '257.13-1~deb13u1.el9',
  '1:1.3.dfsg+really1.3.1-1+b1': '1:1.3.dfsg+really1.3.1-1.1.b1.el9',
  '4.20.4+63-g7abfd2bce2-0+deb13u1': '4.20.4+63_g7abfd2bce2-0.1.deb13u1.el9',
  '20250419': '20250419-0.el9',
}

for (const [debian, rpm] of Object.entries(versions)) {
  test(`${debian} is ${rpm}`, t => {
    t.is(renderEvr(toRpmVersion(debian, '.el9')), rpm)
  })
}

test('a limit that has to meet one package has the end of its release', t => {
  t.is(renderLimit('=', '1:2.0-3+b1', '.el9'), '1:2.0-3.1.b1.el9')
  t.is(renderLimit('>>', '2.0-3', '.el9'), '2.0-3.el9')
  t.is(renderLimit('<=', '2.0-3', '.el9'), '2.0-3.el9')
})

test('a limit that the end of a release must not pass has none', t => {
  t.is(renderLimit('>=', '2.0-3', '.el9'), '2.0-3')
  t.is(renderLimit('<<', '1:2.0-3~', '.el9'), '1:2.0-3~')
})

test('a limit without a revision has no release', t => {
  t.is(renderLimit('=', '2.0', '.el9'), '2.0')
})

test('what is no version is refused', t => {
  t.throws(() => toRpmVersion('one two', '.el9'), {message: 'one two is no version'})
})
