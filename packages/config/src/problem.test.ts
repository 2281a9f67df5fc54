// Problems are shown in the order of the text, each with its line and a caret under its place.
import test from 'ava'
import {renderProblems} from './index.ts'

const render = (text: string, ...problems: Parameters<typeof renderProblems>[0]) =>
  renderProblems(problems, {file: 'a.yaml', text}).split('\n')

test('with a key and without one, sorted', t => {
  t.deepEqual(
    render('one: 1\ntwo: 2\n', {offset: 12, key: 'two', what: 'is even'}, {offset: 0, what: 'odd'}),
    [
      ...['a.yaml:1:1: odd', '    one: 1', '    ^'],
      ...['a.yaml:2:6: two: is even', '    two: 2', '         ^'],
    ],
  )
})

test('tabs stay tabs, so that the caret stands below its place', t => {
  t.deepEqual(render('\ta\tb', {offset: 3, what: 'b'}), [
    'a.yaml:1:4: b',
    '    \ta\tb',
    '    \t \t^',
  ])
})

test('a problem at the end of the text has no line to show', t => {
  t.deepEqual(render('one: [\n', {offset: 7, what: 'never ends'}), ['a.yaml:2:1: never ends'])
})

test('a very long line is not shown', t => {
  t.deepEqual(render('x'.repeat(201), {offset: 200, what: 'too far'}), ['a.yaml:1:201: too far'])
  t.is(render('x'.repeat(200), {offset: 199, what: 'near'}).length, 3)
})

test('a very long sentence is cut', t => {
  const what = 'x'.repeat(1001)
  t.deepEqual(render('', {offset: 0, what}), [`a.yaml:1:1: ${'x'.repeat(1000)}…`])
})

test('what would steer a terminal is replaced', t => {
  t.deepEqual(render('a\u001b[2J', {offset: 0, key: 'k\n', what: '\u009b'}), [
    'a.yaml:1:1: k\ufffd: \ufffd',
    '    a\ufffd[2J',
    '    ^',
  ])
})

test('a password is not shown, and the caret stands below its place all the same', t => {
  t.deepEqual(render('a: http://me:secret@b, c: d', {offset: 23, key: 'c', what: 'd'}), [
    'a.yaml:1:24: c: d',
    '    a: http://***@b, c: d',
    '                     ^',
  ])
  const shown = (text: string) => render('', {offset: 0, what: text})[0]
  t.is(shown('"me:secret@proxy:3128"'), 'a.yaml:1:1: "***@proxy:3128"')
  t.is(shown('"http://me:se@cret@proxy"'), 'a.yaml:1:1: "http://***@proxy"')
  for (const text of ['"http://a:80/b@c"', '"root@host:/x"', 'a: "b@c"']) {
    t.is(shown(text), `a.yaml:1:1: ${text}`)
  }
})

test('lines that may be secret are not shown', t => {
  t.is(
    renderProblems([{offset: 3, what: 'bad'}], {file: 'a', text: 'a\nsecret', isPrivate: true}),
    'a:2:2: bad',
  )
})

test('of very many problems the first ones are shown, and how many there are', t => {
  const problems = Array.from({length: 1000}, (_, offset) => ({offset, what: 'bad'}))
  const lines = renderProblems(problems, {file: 'a', text: 'x'.repeat(1000)}).split('\n')
  t.deepEqual(lines.slice(-2), ['a:1:20: bad', 'a:1:21: and 980 more from here on'])
})

test('no problems are no text', t => t.is(renderProblems([], {file: 'a.yaml', text: ''}), ''))
