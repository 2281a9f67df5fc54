// The form of .repo files is read as dnf reads it: sections, options, and values of several lines.
import test from 'ava'
import {parseIni} from './ini.ts'

const read = (text: string) => {
  const {sections, unread} = parseIni(text)
  return {
    sections: sections.map(([name, options]) => [name, Object.fromEntries(options)]),
    unread,
  }
}

test('sections with their options', t => {
  t.deepEqual(read('# all\n[a]\nx=1\ny = two words \n\n; b\n[b] # the other one\nx==\n'), {
    sections: [
      ['a', {x: '1', y: 'two words'}],
      ['b', {x: '='}],
    ],
    unread: [],
  })
})

test('what is indented belongs to the value above it, with comments in between', t => {
  t.deepEqual(read('[a]\nx=1\n  2\n# not this\n\t3 = 3\ny=\n 4\n'), {
    sections: [['a', {x: '1\n2\n3 = 3', y: '\n4'}]],
    unread: [],
  })
})

test('a value ends at an empty line', t => {
  t.deepEqual(read('[a]\nx=1\n\n  2\n').unread, [4])
})

test('the last one of several counts', t => {
  t.deepEqual(read('[a]\nx=1\nx=2\n').sections, [['a', {x: '2'}]])
})

test('lines may end as on Windows, and the text may have its mark', t => {
  const text = '[a]\nx=1\n  2\n\n[b]\ny=3\n'
  t.deepEqual(read(`\uFEFF${text.replaceAll('\n', '\r\n')}`), read(text))
})

test('lines that are nothing of this are named', t => {
  t.deepEqual(read('x=1\n[]\n[a\nword\n=2\n[b] c\n[ok]\nx: 1\n'), {
    sections: [['ok', {}]],
    unread: [1, 2, 3, 4, 5, 6, 8],
  })
})

test('names of what every object has are names like others', t => {
  const [[name, options] = ['', new Map()]] = parseIni('[constructor]\n__proto__=1\n').sections
  t.is(name, 'constructor')
  t.deepEqual([...options], [['__proto__', '1']])
})

test('a text of blanks is read in no time', t => {
  const blanks = ' '.repeat(200_000)
  const start = performance.now()
  parseIni(`[a]\nx${blanks}y\nx=${blanks}y${blanks}\n[${blanks}]\n`)
  t.true(performance.now() - start < 2000)
})
