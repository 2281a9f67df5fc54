// No package source of others is passed over: each has been decided about, or is an inhibitor that says how to.
import test from 'ava'
import {find} from '../../test/find.ts'
import {factsWith, planFor, target} from '../../test/planned.ts'
import type {SourceChoice} from '../sources/third-party.ts'
import {planSources} from '../sources/upgraded.ts'

const id = 'third-party-no-target'
const path = '/etc/apt/sources.list.d/x.list'
const sury = 'deb https://packages.sury.org/php/ bookworm main'
const signed =
  'deb [signed-by=/usr/share/keyrings/x.gpg] https://packages.sury.org/php/ bookworm main'
const keyring = {'/usr/share/keyrings/x.gpg': 'a key'}

function found(
  line: string,
  choices: readonly SourceChoice[] = [],
  files: Readonly<Record<string, string>> = {},
) {
  const facts = factsWith({[path]: `${line}\n`, ...files})
  return find(id, planFor(facts, {sources: planSources(facts, target, {choices})}))
}

const choice = (change: Partial<SourceChoice>): readonly SourceChoice[] => [
  {uri: 'https://packages.sury.org/php', action: 'map', suites: ['trixie'], ...change},
]

test('one that nobody has decided about', t => {
  t.deepEqual(found(sury), [
    'inhibitor: it is not chosen what becomes of the package sources of others: https://packages.sury.org/php/ bookworm (/etc/apt/sources.list.d/x.list)',
  ])
  t.deepEqual(found(`# ${sury}`), [])
  t.deepEqual(found('deb https://mirror.example.org/debian/ bookworm main'), [])
})

test('one that is disabled, by its own item or by that of many', t => {
  const told = [
    'warning: packages of others stay as they are, and their sources are disabled, as it was chosen: https://packages.sury.org/php/ bookworm (/etc/apt/sources.list.d/x.list)',
  ]
  t.deepEqual(found(sury, choice({action: 'disable'})), told)
  t.deepEqual(found(sury, choice({uri: 'https://*', action: 'disable'})), told)
  t.deepEqual(found(sury, [...choice({action: 'disable'}), ...choice({action: 'refuse'})]), told)
})

test('one that is refused, and one that another item is about', t => {
  const [refused = ''] = found(sury, choice({action: 'refuse'}))
  t.regex(
    refused,
    /^inhibitor: third_party_sources refuses an upgrade with these package sources: /,
  )
  const [other = ''] = found(sury, choice({uri: 'https://packages.sury.org', action: 'disable'}))
  t.regex(other, /^inhibitor: it is not chosen/)
})

test('one that is mapped or kept, with the key that the machine has', t => {
  t.deepEqual(found(signed, choice({}), keyring), [])
  t.deepEqual(found(signed, choice({action: 'keep'}), keyring), [])
  t.deepEqual(found(sury, choice({}), {'/etc/apt/trusted.gpg.d/x.gpg': 'a key'}), [])
  t.deepEqual(found(sury, choice({keyring: Buffer.from('a key')})), [])
})

test('one whose key is not known, that has a user in its URL, or no suites', t => {
  const refusals = [
    [signed, {}, 'the key is not known of these package sources'],
    [sury, {}, 'the key is not known of these package sources'],
    [
      'deb https://redacted@packages.sury.org/php/ bookworm main',
      {uri: 'https://redacted@packages.sury.org/php/'},
      'there is a user in the URL of these package sources, which is not known here',
    ],
    [
      'deb https://packages.sury.org/php/ ./',
      {action: 'keep'},
      'these package sources have no suites and components, and cannot be part of an upgrade',
    ],
  ] as const
  for (const [line, change, what] of refusals) {
    const {suites: _, ...kept} = choice(change)[0] as SourceChoice
    const choices = 'action' in change ? [kept] : choice(change)
    const [sentence = ''] = found(line, choices)
    t.true(sentence.startsWith(`inhibitor: ${what}: `), sentence)
  }
})
