// Package sources in apt's own form: what is taken from them, and what is refused.
import test from 'ava'
import {parseRepositories, plainUri} from './index.ts'
import {mirrorUri, proxyUrl} from './package-sources.ts'

const source = `# The company's own
Types: deb
URIs: https://mirror.example.org/debian/ file:///srv/debian
Suites: trixie trixie-updates
Components: main
Architectures: amd64
Signed-By:
 -----BEGIN PGP PUBLIC KEY BLOCK-----
 .
 mQ==
 -----END PGP PUBLIC KEY BLOCK-----
Check-Valid-Until: no

Enabled: no
Types: nothing
`

test('a source with its key, for each of its URIs', t => {
  const {repositories, problems} = parseRepositories(source)
  const signedBy =
    '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmQ==\n-----END PGP PUBLIC KEY BLOCK-----'
  const shared = {
    suites: ['trixie', 'trixie-updates'],
    components: ['main'],
    signedBy,
    architectures: ['amd64'],
    checksValidity: false,
  }
  t.deepEqual(problems, [])
  t.deepEqual(repositories, [
    {uri: 'https://mirror.example.org/debian', ...shared},
    {uri: 'file:/srv/debian', ...shared},
  ])
})

test('lines may end as on Windows', t => {
  const two = `${source.replace('Enabled: no', 'Enabled: yes').replace('Types: nothing', 'Types: deb\nURIs: http://a\nSuites: b\nComponents: c\nSigned-By: /k')}`
  t.deepEqual(parseRepositories(two.replaceAll('\n', '\r\n')), parseRepositories(two))
  t.is(parseRepositories(two).repositories.length, 3)
})

test('a field that stands there twice is refused', t => {
  const {problems} = parseRepositories(`${source}\nTypes: deb\nURIs: http://a\nuris: http://b\n`)
  t.true(problems.includes('has the field uris twice in a source'), `${problems}`)
})

test('a local URI has one form', t => {
  for (const uri of ['file:/srv/a', 'file:///srv/a/', 'copy:/srv/a', 'copy:///srv/a']) {
    t.is(plainUri(uri), 'file:/srv/a')
  }
})

test('a server may have an address in place of a name', t => {
  for (const uri of ['http://[2001:db8::1]:3142/debian', 'http://192.0.2.1/debian']) {
    t.true(mirrorUri.safeParse(uri).success, uri)
    t.true(proxyUrl.safeParse(uri.replace('/debian', '')).success, uri)
  }
  for (const uri of ['http://[2001:db8::1/debian', 'http://a]/', 'http://a:b:c/', 'http:///a']) {
    t.false(mirrorUri.safeParse(uri).success, uri)
  }
})

test('no source at all', t => {
  t.deepEqual(parseRepositories('# nothing\n').problems, ['has no package source'])
})

test('a proxy has a port that is a number', t => {
  t.true(proxyUrl.safeParse('http://proxy.example.org:3128/').success)
  const {error} = proxyUrl.safeParse('http://proxy.example.org:port')
  t.deepEqual(
    error?.issues.map(({message}) => message),
    [
      'must be the http URL of a proxy without a user in it, e.g. "http://proxy.example.org:3128", not the string "http://proxy.example.org:port"',
    ],
  )
})

for (const uri of [
  'http://me:secret@a/b',
  'file:b',
  'ftp://a/b',
  'http://',
  'http://a/"b',
  'http://a:port/b',
]) {
  test(`${uri} is no mirror`, t => {
    const {problems} = parseRepositories(
      `Types: deb\nURIs: ${uri}\nSuites: a\nComponents: b\nSigned-By: /c`,
    )
    t.deepEqual(problems, [
      'has URIs that are not an http:, https:, file: or copy: URI without a user in it',
    ])
  })
}
