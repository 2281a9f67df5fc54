// What Debian's packages say of each other, RPMs say so that dnf comes to the same.
import test from 'ava'
import {parseParagraphs} from './control.ts'
import {planDependencies, planUniverse} from './dependencies.ts'

const universe = (text: string) => planUniverse(parseParagraphs(text), '.el9')

const plan = (paragraph: string, others = '', leftOut: readonly string[] = []) =>
  planDependencies(parseParagraphs(paragraph), {
    name: 'tool',
    universe: universe(`${paragraph}\n\n${others}`),
    leftOut,
  })

const tool = (fields: string) => `Package: tool\nVersion: 2-1\n${fields}`

test('of alternatives those are named that there are', t => {
  const others = 'Package: gawk\nProvides: awk\n\nPackage: original-awk\n'
  const {requires} = plan(tool('Depends: mawk | gawk, gawk | original-awk, awk'), others)
  t.deepEqual(requires, ['gawk', '(gawk or original-awk)', 'awk'])
})

test('what maintains packages on Debian is not required', t => {
  const {requires} = plan(
    tool('Pre-Depends: dpkg (>= 1.17)\nDepends: debconf (>= 0.5) | debconf-2.0'),
  )
  t.deepEqual(requires, [])
})

test('what is left out is not required', t => {
  t.deepEqual(plan(tool('Depends: perl:any'), 'Package: perl', ['perl']).requires, [])
})

test('what nothing provides is an error', t => {
  t.throws(() => plan(tool('Depends: missing (>= 1) | absent')), {
    message: 'nothing provides what tool needs: (missing >= 1 or absent)',
  })
})

test('an RPM of several packages provides each of them, and requires none', t => {
  const paragraphs = `${tool('Depends: tool-bin (= 2-1)')}\n\nPackage: tool-bin\nVersion: 1:2-1\nProvides: tool-program (= 2)`
  const {requires, provides} = plan(paragraphs)
  t.deepEqual(requires, [])
  t.deepEqual(provides, ['tool-bin = 1:2-1.el9', 'tool-program = 2'])
})

test('a successor obsoletes what it replaces', t => {
  const {conflicts, obsoletes} = plan(
    tool('Provides: old-tool (= 2-1)\nBreaks: old-tool (<< 2-1)\nReplaces: old-tool'),
  )
  t.deepEqual(obsoletes, ['old-tool < 2-1'])
  t.deepEqual(conflicts, [])
})

test('what has only given files away is a conflict', t => {
  const {conflicts, obsoletes} = plan(tool('Breaks: other (<< 2)\nReplaces: other (<< 2)'))
  t.deepEqual(conflicts, ['other < 2'])
  t.deepEqual(obsoletes, [])
})

test('what is in the release is not obsoleted', t => {
  const fields = 'Provides: old-tool\nConflicts: old-tool\nReplaces: old-tool'
  const {conflicts, obsoletes} = plan(tool(fields), 'Package: old-tool')
  t.deepEqual(conflicts, ['old-tool'])
  t.deepEqual(obsoletes, [])
})
