// The programs that make a root of Enterprise Linux, word for word; and what its layer is named by.
import test from 'ava'
import type {RpmRepository} from '../../package-sources/dnf/repository.ts'
import {targets} from '../../targets/index.ts'
import {baseReference} from './base.ts'
import {planBootstrap} from './bootstrap.ts'
import {planElSources, usedRepositories} from './sources.ts'

test('dnf of another system makes it, and a tar has all of it', t => {
  const programs = planBootstrap({releasever: '9', basePackages: ['system-release', 'dnf']})
  t.deepEqual(
    programs.map(([program]) => program),
    ['mkdir', 'mknod', 'mknod', 'mknod', 'mknod', 'dnf', 'find', 'tar'],
  )
  t.deepEqual(programs[5], [
    'dnf',
    '--installroot=/root/new',
    '--releasever=9',
    '--setopt=module_platform_id=platform:el9',
    '--assumeyes',
    '--setopt=install_weak_deps=False',
    '--nodocs',
    'install',
    '--',
    'system-release',
    'dnf',
  ])
})

const repository: RpmRepository = {
  id: 'baseos',
  name: 'BaseOS',
  baseurl: ['https://packages.example.org/9/baseos'],
  mirrorlist: null,
  metalink: null,
  keys: [Buffer.from('key')],
  checksMetadata: true,
  certificates: {sslclientkey: Buffer.from('a')},
  choices: {},
}

test('a base is named by its repositories and their keys, and by nothing that only leads there', t => {
  const name = (changes: Partial<RpmRepository>) =>
    baseReference(targets['el-9'], planElSources([{...repository, ...changes}]))
  const others: Partial<RpmRepository>[] = [
    {baseurl: ['https://packages.example.org/9/other']},
    {keys: [Buffer.from('other')]},
    {choices: {excludepkgs: 'vim*'}},
    {checksMetadata: false},
  ]
  const names = others.map(name)
  t.is(new Set([...names, name({})]).size, others.length + 1)
  t.is(name({certificates: {sslclientkey: Buffer.from('b')}}), name({}))
})

test('the message has a row for each repository', t => {
  const list = {...repository, id: 'list', baseurl: [], mirrorlist: 'https://example.org/list'}
  t.deepEqual(usedRepositories(planElSources([repository, list])), {
    repos: [
      {repoid: 'baseos', uri: 'https://packages.example.org/9/baseos'},
      {repoid: 'list', uri: 'https://example.org/list'},
    ],
  })
})
