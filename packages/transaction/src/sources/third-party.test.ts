// A source of others that is mapped is upgraded from, and written into its own file; what was not chosen stays.
import {targets} from '@livemode/userspace'
import test from 'ava'
import {keyringBytes, renderKeyring} from './keyring.ts'
import type {SourceChoice} from './third-party.ts'
import {planSources} from './upgraded.ts'

const target = targets['debian-13']
const key = Buffer.from([0x99, 1, 2, 3, 250])

const planned = (
  files: Readonly<Record<string, string | Buffer>>,
  choices: readonly SourceChoice[],
) =>
  planSources(
    new Map(Object.entries(files).map(([path, content]) => [path, Buffer.from(content)])),
    target,
    {choices},
  )

const docker = 'https://download.docker.com/linux/debian'
const toTrixie: SourceChoice = {uri: docker, action: 'map', suites: ['trixie']}

test('another suite, in one line', t => {
  const {files, repositories} = planned(
    {
      '/etc/apt/sources.list.d/docker.list': `deb [arch=amd64 signed-by=/etc/apt/keyrings/docker.gpg] ${docker} bookworm stable # theirs\n`,
      '/etc/apt/keyrings/docker.gpg': key,
    },
    [toTrixie],
  )
  t.deepEqual(files, [
    {
      path: '/etc/apt/sources.list.d/docker.list',
      content: `deb [arch=amd64 signed-by=/etc/apt/keyrings/docker.gpg] ${docker} trixie stable # theirs\n`,
    },
  ])
  t.deepEqual(repositories, [
    {
      folder: 'third-party-1',
      uri: docker,
      suites: ['trixie'],
      components: ['stable'],
      signedBy: 'third-party-1/dists/keyring.gpg',
      keyring: key,
      architectures: ['amd64'],
    },
  ])
})

test('a mirror is what it is upgraded from, and its own file names the source', t => {
  const {files, repositories} = planned(
    {
      '/etc/apt/sources.list.d/docker.list': `deb [signed-by=/etc/apt/keyrings/docker.gpg] ${docker} bookworm stable\n`,
      '/etc/apt/keyrings/docker.gpg': key,
    },
    [{...toTrixie, mirror: 'copy:///srv/docker/'}],
  )
  t.deepEqual(
    repositories.map(({uri, suites}) => [uri, suites]),
    [['file:/srv/docker', ['trixie']]],
  )
  t.deepEqual(
    files.map(({content}) => content),
    [`deb [signed-by=/etc/apt/keyrings/docker.gpg] ${docker} trixie stable\n`],
  )
})

test('everything else, in deb822, with a key of its own', t => {
  const {files, repositories} = planned(
    {
      '/etc/apt/sources.list.d/a.sources': `Types: deb deb-src\nURIs: https://a.example.org/\nSuites: bookworm\nComponents: main\n extra\nSigned-By:\n ${renderKeyring(
        key,
      )
        .trimEnd()
        .split('\n')
        .map(line => line || '.')
        .join('\n ')}\n`,
    },
    [
      {
        uri: 'https://a.example.org',
        action: 'map',
        new_uri: 'https://b.example.org/x/',
        suites: ['one', 'two'],
        components: ['c'],
        keyring: Buffer.from('other'),
      },
    ],
  )
  t.deepEqual(files, [
    {path: '/etc/apt/keyrings/third-party-1.asc', content: renderKeyring(Buffer.from('other'))},
    {
      path: '/etc/apt/sources.list.d/a.sources',
      content:
        'Types: deb deb-src\nURIs: https://b.example.org/x/\nSuites: one two\nComponents: c\nSigned-By: /etc/apt/keyrings/third-party-1.asc\n',
    },
  ])
  t.deepEqual(
    repositories.map(({uri, suites}) => [uri, suites]),
    [['https://b.example.org/x', ['one', 'two']]],
  )
})

test('a key that stands in the entry itself', t => {
  const text = renderKeyring(key)
    .trimEnd()
    .split('\n')
    .map(line => line || '.')
    .join('\n ')
  const {repositories} = planned(
    {
      '/etc/apt/sources.list.d/a.sources': `Types: deb\nURIs: ${docker}\nSuites: bookworm\nComponents: stable\nSigned-By:\n ${text}\n`,
    },
    [toTrixie],
  )
  t.deepEqual(repositories[0]?.keyring, key)
})

test('in one line without options, another key, and two suites', t => {
  const {files} = planned({'/etc/apt/sources.list.d/d.list': `deb ${docker} bookworm stable\n`}, [
    {...toTrixie, suites: ['trixie', 'trixie-test'], keyring: key},
  ])
  t.is(
    files[1]?.content,
    `deb [signed-by=/etc/apt/keyrings/third-party-1.asc] ${docker} trixie stable\ndeb [signed-by=/etc/apt/keyrings/third-party-1.asc] ${docker} trixie-test stable\n`,
  )
})

test('what is kept stays as it is written, and sources of one root share a folder', t => {
  const {files, repositories} = planned(
    {
      '/etc/apt/sources.list.d/a.list': `deb https://a.example.org/ stable main\ndeb-src https://a.example.org/ stable main\ndeb https://a.example.org beta main\ndeb https://b.example.org stable main\n`,
      '/etc/apt/trusted.gpg.d/a.gpg': key,
    },
    [{uri: '*', action: 'keep'}],
  )
  t.deepEqual(files, [])
  t.deepEqual(
    repositories.map(({folder, suites}) => [folder, suites]),
    [
      ['third-party-1', ['stable']],
      ['third-party-1', ['beta']],
      ['third-party-2', ['stable']],
    ],
  )
})

test('a keyring as text or as bytes is the same, and several are one', t => {
  t.deepEqual(keyringBytes(key), key)
  t.deepEqual(keyringBytes(Buffer.from(renderKeyring(key))), key)
  const withHeaders = renderKeyring(key)
    .replace('BLOCK-----\n', 'BLOCK-----\nVersion: GnuPG v2\nComment: x=y\n')
    .replace('\n-----END', '\n=ABcd\n-----END')
  t.deepEqual(keyringBytes(Buffer.from(withHeaders + withHeaders)), Buffer.concat([key, key]))
})
