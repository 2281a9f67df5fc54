// Leapp's package events are read as Leapp reads them, and what is wrong in them is told with its place.
import test from 'ava'
import {eventsFile, setOf, written} from '../../../test/package-events.ts'
import {parsePackageEvents} from './events.ts'

const file = '/etc/leapp/files/pes-events.json'
const parse = (...events: readonly object[]) => parsePackageEvents(eventsFile(...events), {file})

test('every action, with its packages, releases and architectures', t => {
  const names = [
    ...['present', 'removed', 'deprecated', 'replaced'],
    ...['split', 'merged', 'moved', 'renamed'],
  ]
  const events = parse(...names.map((_name, action) => written({action})))
  t.deepEqual(
    events.map(({action}) => action),
    names as (typeof events)[number]['action'][],
  )
  const plain = (name: string) => ({name, stream: null})
  t.deepEqual(
    parse(written({action: 4, in: ['a', 'b'], out: ['c', 'd'], of: [8, 4], at: [9, 0]})),
    [
      {
        action: 'split',
        from: [plain('a'), plain('b')],
        to: [plain('c'), plain('d')],
        initial: [8, 4],
        release: [9, 0],
        architectures: ['x86_64', 's390x'],
      },
    ],
  )
})

test('what an event need not have', t => {
  t.deepEqual(
    parse({action: 1, in_packageset: setOf(['a']), out_packageset: null, initial_release: null}),
    [
      {
        ...{action: 'removed', from: [{name: 'a', stream: null}], to: []},
        ...{initial: [0, 0], release: [0, 0], architectures: []},
      },
    ],
  )
})

test('streams of modules: an event for each, by its map or out of all modules', t => {
  const stream = (name: string, version: string) => ({name, stream: version})
  const before = [stream('perl', '5.24'), stream('perl', '5.26')]
  const sets = {
    in_packageset: setOf(['a'], before),
    out_packageset: setOf(['b'], [null, stream('perl', '5.32')]),
  }
  const mapped = parse({
    ...{...written({action: 7}), ...sets},
    modulestream_maps: [
      {in_modulestream: before[0], out_modulestream: null},
      {in_modulestream: before[1], out_modulestream: stream('perl', '5.32')},
    ],
  })
  t.deepEqual(
    mapped.map(({from, to}) => [from, to]),
    [
      [[{name: 'a', stream: 'perl:5.24'}], [{name: 'b', stream: null}]],
      [[{name: 'a', stream: 'perl:5.26'}], [{name: 'b', stream: 'perl:5.32'}]],
    ],
  )
  const unmapped = parse({...written({action: 7}), ...sets})
  t.deepEqual(
    unmapped.map(({from, to}) => [from[0]?.stream, to[0]?.stream]),
    [
      ['perl:5.24', null],
      ['perl:5.26', null],
    ],
  )
})

const damaged: Readonly<Record<string, [string, string]>> = {
  'an action that there is not': [
    eventsFile(written({action: 8})),
    `${file}:1:34: packageinfo[0].action: must be one of 0, 1, 2, 3, 4, 5, 6, 7, not the number 8`,
  ],
  'a package without a name': [
    '{\n"packageinfo": [{"action": 1,\n  "in_packageset": {"package": [{"repository": "x"}]}}]}',
    `${file}:3:33: packageinfo[0].in_packageset.package[0].name: must be a string, not nothing`,
  ],
  'no events': ['{}', `${file}:1:1: packageinfo: must be a list, not nothing`],
}
for (const [what, [text, message]] of Object.entries(damaged)) {
  test(`refused with its place: ${what}`, t => {
    const error = t.throws(() => parsePackageEvents(text, {file}))
    t.is((error as {code?: string}).code, 'HOST_INVALID')
    t.is(error.message.split('\n')[0], message)
  })
}

test('refused with its place: a file that was cut off', t => {
  const error = t.throws(() => parsePackageEvents('{"packageinfo": [\n{"action": 1,', {file}))
  t.regex(error.message, /^\/etc\/leapp\/files\/pes-events\.json:2:/)
})
