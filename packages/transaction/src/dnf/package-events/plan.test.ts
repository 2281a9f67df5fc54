// What becomes of packages is what Leapp's events say of just these releases, this architecture and these packages, one after the other.
import test from 'ava'
import {eventsFile, written} from '../../../test/package-events.ts'
import {type EventPackage, parsePackageEvents} from './events.ts'
import {parseRelease, planPackageChanges} from './plan.ts'
import {parsePackages} from './read.ts'

const [present, removed, deprecated, replaced, split, merged, moved, renamed] = [
  ...[0, 1, 2, 3, 4, 5, 6, 7],
] as [number, number, number, number, number, number, number, number]

const plain = (name: string): EventPackage => ({name, stream: null})

interface Case {
  readonly events: readonly Parameters<typeof written>[0][]
  readonly installed?: readonly string[]
  readonly source?: string
  readonly target?: string
  /** `{a: 'b c'}`: others take the place of a; `''`: it goes. */
  readonly changes: Readonly<Record<string, string>>
}

const cases: Readonly<Record<string, Case>> = {
  renamed: {events: [{action: renamed}], changes: {a: 'b'}},
  replaced: {events: [{action: replaced}], changes: {a: 'b'}},
  'moved under another name': {events: [{action: moved}], changes: {a: 'b'}},
  'moved to another repository alone': {events: [{action: moved, out: ['a']}], changes: {}},
  removed: {events: [{action: removed, out: []}], changes: {a: ''}},
  'split, and one part keeps the name': {
    events: [{action: split, out: ['a', 'b']}],
    changes: {a: 'a b'},
  },
  'merged, where one of them is there': {
    events: [{action: merged, in: ['a', 'x'], out: ['b']}],
    changes: {a: 'b'},
  },
  'merged into one that is there': {
    events: [{action: merged, in: ['a', 'b'], out: ['b']}],
    installed: ['a', 'b'],
    changes: {a: 'b'},
  },
  'replaced together, and one of them is not there': {
    events: [{action: replaced, in: ['a', 'x']}],
    changes: {},
  },
  'deprecated: it is there still': {events: [{action: deprecated, out: []}], changes: {}},
  'present, and it was there': {events: [{action: present, out: []}], changes: {}},
  'present, and it was never there': {events: [{action: present, in: ['x'], out: []}], changes: {}},
  'not there': {events: [{action: renamed, in: ['x']}], changes: {}},
  'one release after the other': {
    events: [
      {action: renamed, in: ['b'], out: ['c'], of: [8, 10], at: [9, 0]},
      {action: split, in: ['c'], out: ['c', 'd'], of: [9, 0], at: [9, 2]},
      {action: renamed, of: [8, 4], at: [8, 6]},
    ],
    source: '8.4',
    target: '9.4',
    changes: {a: 'c d'},
  },
  'removed, and back later': {
    events: [
      {action: removed, out: [], of: [8, 10], at: [9, 0]},
      {action: present, out: [], of: [9, 0], at: [9, 3]},
    ],
    changes: {},
  },
  'removed, and back in a release behind the target': {
    events: [
      {action: removed, out: [], of: [8, 10], at: [9, 0]},
      {action: present, out: [], of: [9, 0], at: [9, 3]},
    ],
    target: '9.2',
    changes: {a: ''},
  },
  'what has happened in the source’s release already': {
    events: [{action: renamed, of: [8, 6], at: [8, 10]}],
    changes: {},
  },
  'a source without minor releases is behind all of its own': {
    events: [
      {action: renamed, of: [8, 6], at: [8, 10]},
      {action: removed, out: []},
    ],
    source: '8',
    target: '9',
    changes: {a: ''},
  },
  'on another architecture': {
    events: [{action: renamed, architectures: ['s390x']}],
    changes: {},
  },
  'on all of them': {events: [{action: renamed, architectures: []}], changes: {a: 'b'}},
  'of two that begin alike the last counts': {
    events: [
      {action: renamed, out: ['b'], of: [8, 4], at: [9, 0]},
      {action: renamed, out: ['c'], of: [8, 4], at: [9, 2]},
    ],
    changes: {a: 'c'},
  },
}
for (const [what, {events, installed = ['a', 'z'], changes, ...releases}] of Object.entries(
  cases,
)) {
  test(what, t => {
    const {source = '8.10', target = '9.4'} = releases
    const planned = planPackageChanges(
      parsePackageEvents(eventsFile(...events.map(written)), {file: 'events'}),
      {
        ...{installed: installed.map(plain), architecture: 'x86_64'},
        ...{source: parseRelease(source), target: parseRelease(target)},
      },
    )
    t.deepEqual(Object.fromEntries(planned.map(one => [one.package, one.to.join(' ')])), changes)
  })
}

test('the stream of a module is the package’s own', t => {
  const [event] = parsePackageEvents(eventsFile(written({action: renamed})), {file: 'events'})
  const of = (stream: string | null) =>
    planPackageChanges(event ? [event] : [], {
      ...{installed: [{name: 'a', stream}], architecture: 'x86_64'},
      ...{source: [8, 10], target: [9, 4]},
    })
  t.deepEqual(of(null), [{package: 'a', to: ['b']}])
  t.deepEqual(of('perl:5.24'), [])
})

test('of the source’s packages those of its distribution alone, with their streams', t => {
  const text = [
    'bash\tThe Distribution\t(none)',
    'nginx\tThe Distribution\tnginx:1.22:8080020:abcd',
    'other\tSomebody\t(none)',
    'gpg-pubkey\tThe Distribution\t(none)',
    '',
  ].join('\n')
  t.deepEqual(parsePackages(text, 'The Distribution'), [
    {name: 'bash', stream: null},
    {name: 'nginx', stream: 'nginx:1.22'},
  ])
})
