// A plan is what dnf has answered, in the words that carry it out; what the answer does not say has no place in it.
import {LivemodeError} from '@livemode/config'
import test from 'ava'
import {type DnfAnswer, parseAnswer} from './answer.ts'
import {checkAnswer} from './findings.ts'
import {planDnfTransaction} from './plan.ts'
import {placeRepositories} from './repository.ts'

const comes = (name: string, more: Partial<DnfAnswer['comes'][number]> = {}) => ({
  package: name,
  version: '2-1.el9',
  repository: 'baseos',
  location: `Packages/${name}.rpm`,
  bytes: 10,
  installedBytes: 100,
  checksum: {kind: 'sha256', value: 'a'.repeat(64)},
  kernels: [],
  reason: 'dependency',
  ...more,
})
const goes = (name: string, how: string) => ({
  ...{package: name, version: '1-1.el8'},
  ...{installedBytes: 40, how},
})
const stays = (name: string, more: Partial<DnfAnswer['stays'][number]> = {}) => ({
  ...{package: name, version: '1-1.el8', available: null, isLocked: false, isExcluded: false},
  ...more,
})

const answer: DnfAnswer = {
  comes: [
    comes('bash.x86_64'),
    comes('welcome.noarch', {reason: 'user'}),
    comes('kernel-core.x86_64', {kernels: ['5.14.0-1.el9.x86_64']}),
    comes('older.x86_64', {version: '0-1.el9'}),
  ],
  goes: [
    goes('bash.x86_64', 'upgraded'),
    goes('greeting.noarch', 'obsoleted'),
    goes('gone.x86_64', 'removed'),
    goes('old.x86_64', 'succeeded'),
    goes('nothing-else.noarch', 'dropped'),
    goes('older.x86_64', 'downgraded'),
  ],
  changed: [
    {package: 'old', to: ['next', 'next-libs'], missing: ['next-docs']},
    {package: 'nothing-else', to: [], missing: []},
    {package: 'parted', to: ['parted', 'part'], missing: []},
  ],
  replacedBytes: 70,
  stays: [
    stays('obsolete.x86_64'),
    stays('locked.x86_64', {available: '2-1.el9', isLocked: true}),
    stays('excluded.x86_64', {available: '2-1.el9', isExcluded: true}),
    stays('blocked.x86_64', {available: '2-1.el9'}),
  ],
  modules: {reset: [{name: 'nginx', stream: '1.22'}], enabled: [{name: 'php', stream: '8.2'}]},
  repositories: {},
}
const input = {
  ...{targetId: 'el-9', releasever: '9', platformId: 'platform:el9'},
  facts: new Map([
    ['/etc/rpm/macros.langs', Buffer.from('%_install_langs en:de\n%_topdir /x\n')],
    ['/etc/dnf/dnf.conf', Buffer.from('[main]\ntsflags=justdb,nodocs\n')],
  ]),
  installed: [],
  repositories: placeRepositories(
    [
      {
        id: 'baseos',
        baseurl: ['http://x/BaseOS/'],
        keys: [Buffer.from('KEY')],
        checksMetadata: false,
      },
    ],
    {},
  ),
  answer,
  indexes: [],
  sourceRepositories: {changes: [], keys: []},
  targetRepositories: [],
  sizes: {kernel: 20, initramfs: 30},
}

test('what comes, what takes the place of what, and what goes', t => {
  const plan = planDnfTransaction(input)
  t.deepEqual(plan.upgrade, [
    {package: 'bash.x86_64', from: '1-1.el8', to: '2-1.el9'},
    {package: 'older.x86_64', from: '1-1.el8', to: '0-1.el9'},
  ])
  t.deepEqual(
    plan.new.map(one => one.package),
    ['kernel-core.x86_64', 'welcome.noarch'],
  )
  t.deepEqual(
    plan.remove.map(one => one.package),
    ['gone.x86_64', 'greeting.noarch', 'nothing-else.noarch', 'old.x86_64'],
  )
  t.deepEqual(plan.automatic, ['kernel-core.x86_64'])
  t.deepEqual(plan.kernels, ['5.14.0-1.el9.x86_64'])
  t.deepEqual(
    plan.kept.map(({package: name, why}) => `${name}: ${why}`),
    [
      'blocked.x86_64: 2-1.el9 cannot be installed beside what stays',
      'excluded.x86_64: dnf.conf excludes it, the target has 2-1.el9',
      'locked.x86_64: its version is locked, the target has 2-1.el9',
    ],
  )
  t.deepEqual(plan.macros, {_install_langs: 'en:de', _excludedocs: '1'})
  t.deepEqual(plan.peakBytes, {'/': 330, '/boot': 80})
  t.is(plan.downloadBytes, 40)
})

test('packages lie in the folder of their repository, as they do there', t => {
  const {archives, repositories} = planDnfTransaction(input)
  t.is(archives[0]?.path, 'baseos/Packages/bash.x86_64.rpm')
  t.deepEqual(repositories, [
    {
      ...{id: 'baseos', folder: 'baseos', uri: 'http://x/BaseOS', mirrors: []},
      ...{keys: ['baseos/keys/1.asc'], isSigned: false},
    },
  ])
})

test('what is to be known of it', t => {
  t.deepEqual(
    checkAnswer(answer).map(({id, sentence}) => `${id}: ${sentence}`),
    [
      'package-removed: the upgrade removes gone.x86_64, and nothing takes their place',
      'package-succeeded: by Leapp’s package events others take the place of old (now next, next-libs)',
      'package-dropped: by Leapp’s package events the target has no nothing-else.noarch any more: the upgrade removes them, and nothing takes their place',
      'package-successor-missing: Leapp’s package events name what no repository of the target has: next-docs (for old)',
      'package-obsolete: the target does not have obsolete.x86_64: they stay as they are, and get no updates',
      'version-lock: versionlock keeps locked.x86_64 from the target’s versions',
      'package-excluded: dnf.conf excludes excluded.x86_64 from the target’s versions',
      'plan-incomplete: the target’s blocked.x86_64 cannot be installed beside what stays',
      'version-downgraded: versions go back, which packages are not prepared for: older.x86_64',
      'module-reset: the target does not have the module streams nginx:1.22: its own take their place',
    ],
  )
})

test('a package without its checksum, and one of no repository', t => {
  const withOne = (one: DnfAnswer['comes'][number]) => () =>
    planDnfTransaction({...input, answer: {...answer, comes: [one]}})
  const weak = t.throws(withOne(comes('a.noarch', {checksum: {kind: 'sha1', value: 'b'}})), {
    instanceOf: LivemodeError,
    message: 'the repository baseos has no SHA-256 of a.noarch',
  })
  t.is(weak?.code, 'REPOSITORY_FAILED')
  t.throws(withOne(comes('a.noarch', {repository: 'other'})), {
    message: 'a.noarch is of no repository of the target',
  })
})

test('one that may be in several places is where dnf has found it, else where it is said to be', t => {
  const place = (baseurl: readonly string[], addresses: readonly string[]) => {
    const repository = {id: 'a', baseurl, keys: [], checksMetadata: false}
    const [placed] = placeRepositories([repository], {a: addresses})
    return [placed?.uri, ...(placed?.mirrors ?? [])]
  }
  t.deepEqual(place([], ['http://one/a/', 'http://two/a']), ['http://one/a', 'http://two/a'])
  t.deepEqual(place(['http://dead/', 'http://one'], ['http://one']), ['http://one'])
  t.deepEqual(place(['http://one'], []), ['http://one'])
  t.throws(() => place([], []), {message: 'the repository a has no address'})
})

test('an id that would lead elsewhere is none', t => {
  const repository = {baseurl: ['http://x'], keys: [Buffer.from('KEY')], checksMetadata: true}
  for (const ids of [['..'], ['a/b'], ['a', 'a']])
    t.throws(
      () =>
        placeRepositories(
          ids.map(id => ({...repository, id})),
          {},
        ),
      {
        message: /is no id of a repository, or that of another one$/,
      },
    )
})

test('what dnf says where it finds no plan', t => {
  const error = t.throws(() => parseAnswer(JSON.stringify({error: 'x'})), {
    instanceOf: LivemodeError,
    message: 'dnf finds no plan for the upgrade: x',
  })
  t.is(error?.code, 'COMMAND_FAILED')
  t.deepEqual(parseAnswer(JSON.stringify(answer)), answer)
})
