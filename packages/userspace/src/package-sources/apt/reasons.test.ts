// What two versions of apt have said about a repository becomes the same sentence, which names it.
import {fixture} from '@livemode/fixtures'
import test from 'ava'
import {ownSources, type PackageSources} from '../package-sources.ts'
import {findReason} from './reasons.ts'

const via = (proxy: string): PackageSources => ({
  repositories: null,
  access: {...ownSources.access, acquire: [{name: 'Acquire::http::Proxy', value: proxy}]},
})

/** By the headings of the fixtures: the configuration, and what is told. */
const told: Readonly<Record<string, readonly [string, PackageSources?]>> = {
  expired: ['the repository http://mirror/expired stable: its Release file has expired (1792d'],
  wrong: [
    'the repository http://mirror/wrong stable: its Release file is signed by a key that is not known here (',
  ],
  unsigned: ['the repository http://mirror/unsigned stable: its Release file is not signed'],
  tampered: [
    'the repository http://mirror/tampered stable: its files are not those that its Release file names',
  ],
  tampersig: [
    'the repository http://mirror/tampersig stable: the signature of its Release file is wrong: it has been changed',
  ],
  halfindex: [
    'the repository http://mirror/halfindex stable: it lacks the index main/binary-amd64/Packages',
  ],
  nosuite: ['the repository http://mirror/good nosuite: there is no such suite'],
  nothing: ['the repository http://mirror/nothing stable: there is no such suite'],
  dead: ['the repository http://mirror:81/good stable: it does not answer (connection refused)'],
  nohost: ['the repository http://nohost/good stable: nobody knows a host with the name nohost'],
  p401: [
    'the repository http://mirror/private stable: it demands a user and a password, or other ones (401)',
  ],
  p403: ['the repository http://mirror/forbidden stable: it does not let anybody in (403)'],
  p503: ['the repository http://mirror/broken stable: it answers with an error (503)'],
  https: [
    'the repository https://mirror/good stable: its certificate is of an authority that is not known here',
  ],
  proxy407: [
    'the proxy http://mirror:3128: demands a user and a password, or other ones (407)',
    via('http://me:secret@mirror:3128'),
  ],
  httpsproxy407: [
    'the proxy http://mirror:3128: demands a user and a password, or other ones (407)',
    via('http://mirror:3128'),
  ],
  proxydead: [
    'the proxy http://mirror:3129: it does not answer (connection refused)',
    via('http://mirror:3129'),
  ],
  proxynohost: [
    'the proxy http://noproxy:3129: nobody knows a host with the name noproxy',
    via('http://noproxy:3129'),
  ],
  nopool: ['the repository http://mirror/nopool: it lacks the package greeting_1.0_all.deb'],
  nosuch: ['the distribution’s repositories lack the package nosuch'],
  filenothing: ['the repository file:/nothing/here stable: there is no such suite'],
  copynothing: ['the repository copy:/nothing/here stable: there is no such suite'],
  copynosuite: ['the repository copy:/w/good nosuite: there is no such suite'],
  copynopool: ['the repository copy:/w/nopool: it lacks the package greeting_1.0_all.deb'],
}

for (const version of ['2.6', '3.0']) {
  const sections = fixture(`apt/failures-${version}`).split(/^### /m).slice(1)

  test(`apt ${version}: nothing is left out`, t => {
    t.deepEqual(
      sections.map(text => text.split('\n')[0]),
      Object.keys(told),
    )
  })

  for (const section of sections) {
    const [name = '', ...lines] = section.split('\n')
    test(`apt ${version}: ${name}`, t => {
      const [start = '', sources = ownSources] = told[name] ?? []
      const found = findReason(lines, sources)
      t.is(found?.sentence.slice(0, start.length), start)
      t.false(found?.sentence.includes('secret'))
    })
  }
}

test('what says nothing about a repository has no reason', t => {
  t.is(findReason(['E: dpkg was interrupted', 'W: something'], ownSources), undefined)
})

test('a package that the configured repositories lack', t => {
  const repository = {
    folder: 'a',
    uri: 'http://mirror/debian',
    suites: ['trixie', 'trixie-updates'],
    components: ['main'],
    signedBy: '/key',
  }
  const found = findReason(
    ['E: Unable to locate package one', "E: Package 'two' has no installation candidate"],
    {...ownSources, repositories: [repository]},
  )
  t.is(
    found?.sentence,
    'http://mirror/debian trixie trixie-updates: they lack the packages one, two',
  )
})
