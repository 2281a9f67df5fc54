// What two versions of dnf have said about a repository becomes the same sentence, which names it.
import {fixture} from '@livemode/fixtures'
import test from 'ava'
import {directAccess, type PackageSources} from '../package-sources.ts'
import {findReason} from './find-reason.ts'
import type {RpmRepository} from './repository.ts'

const company: RpmRepository = {
  id: 'company',
  name: 'The company',
  baseurl: ['http://mirror/good'],
  mirrorlist: null,
  metalink: null,
  keys: [],
  checksMetadata: true,
  certificates: {},
  choices: {},
}
const other = {...company, id: 'other', baseurl: ['http://other/packages']}

const sourcesOf = (
  repositories: readonly RpmRepository[] | null,
  proxy?: string,
): PackageSources<RpmRepository> => ({
  repositories,
  access: {
    ...directAccess,
    acquire: proxy === undefined ? [] : [{name: 'Acquire::http::Proxy', value: proxy}],
  },
})

const at = (address: string) => `the repository company (${address}): `
const good = at('http://mirror/good')
const tls = at('https://mirror/good')
const forged =
  'the signature of its repomd.xml is wrong: it has been changed, or is by another key than its gpgkey'
const stranger = 'its certificate is of an authority that is not known here'
const unusable =
  'the certificate and the key that it is to be shown (sslclientcert, sslclientkey) cannot be read, or do not belong together'
const demands = 'demands a user and a password, or other ones'
const noWay = 'dnf finds no way to install the packages from the repository company: '
const proxy = 'http://mirror:3128'

/** By the headings of the fixtures: what is told, and through which proxy it went. */
const told: Readonly<Record<string, readonly [sentence: string | undefined, proxy?: string]>> = {
  dead: [`${at('http://mirror:81/good')}it does not answer (port 81)`],
  nohost: [`${at('http://nohost.invalid/good')}nobody knows a host with the name nohost.invalid`],
  nothing: [`${at('http://mirror/nothing')}there is no repository at this address (404)`],
  p401: [`${at('http://mirror/private')}it ${demands} (401)`],
  p403: [`${at('http://mirror/closed')}it does not let anybody in (403)`],
  p503: [`${at('http://mirror/broken')}it answers with an error (503)`],
  silent: [`${at('http://mirror:9000/good')}it does not answer, or is too slow`],
  portal: [`${good}${forged}`],
  'portal-unsigned': [`${good}its repomd.xml cannot be read (Parse error at line: 1)`],
  'index-missing': [`${at('http://mirror/index-missing')}it lacks the index primary.xml.gz`],
  'index-changed': [`${good}its files are not those that its repomd.xml names`],
  'index-truncated': [`${good}its metadata is damaged`],
  'metadata-unsigned': [
    `${at('http://mirror/metadata-unsigned')}its repomd.xml is not signed, and repo_gpgcheck demands that`,
  ],
  'metadata-stranger': [`${good}${forged}`],
  'metadata-forged': [`${good}${forged}`],
  'no-key': [`${good}${forged}`],
  unsigned: [`${good}its package greeting.rpm is not signed`],
  stranger: [`${good}its package greeting.rpm is signed by another key than its gpgkey`],
  altered: [`${good}its package greeting.rpm is damaged, or has been changed`],
  partial: [`${at('http://mirror/partial')}it lacks the package greeting.rpm`],
  swapped: [`${good}its package greeting.rpm is not the one that its index names`],
  'mirrors-none': [`${good}its mirrorlist names no server`],
  'mirrors-missing': [
    `${at('http://mirror/mirrors/missing')}its mirrorlist, or its metalink, is not to be had (404)`,
  ],
  'mirrors-dead': [`${at('http://127.0.0.1:9/nobody')}it does not answer (port 9)`],
  'metalink-half': [
    `${good}its mirrorlist, or its metalink, cannot be read (Parse error at line: 2)`,
  ],
  'metalink-missing': [
    `${at('http://mirror/mirrors/missing.xml')}its mirrorlist, or its metalink, is not to be had (404)`,
  ],
  'no-authorities': [`${tls}${stranger}`],
  authority: [`${tls}${stranger}`],
  expired: [`${at('https://mirror:444/good')}its certificate has expired, or is not valid yet`],
  elsewhere: [`${at('https://mirror:445/good')}its certificate is one of another name`],
  'client-none': [`${at('https://mirror:446/good')}it does not let this machine in (400)`],
  'client-stranger': [`${at('https://mirror:446/good')}it does not let this machine in (400)`],
  'client-mixed': [`${at('https://mirror:446/good')}${unusable}`],
  'client-broken': [`${at('https://mirror:446/good')}${unusable}`],
  'no-tls': [
    `${at('https://mirror:80/good')}no encrypted connection comes about (GnuTLS, handshake failed: An unexpected TLS packet was received)`,
  ],
  proxy407: [`the proxy ${proxy}: ${demands} (407)`, 'http://me:secret@mirror:3128'],
  httpsproxy407: [`the proxy ${proxy}: ${demands} (407)`, proxy],
  // This proxy says what a server would say.
  'proxy-wrong': [`${good}it ${demands} (401)`, proxy],
  'httpsproxy-wrong': [`the proxy ${proxy}: ${demands} (401)`, proxy],
  proxydead: [
    'the proxy http://mirror:3129: it does not answer (port 3129)',
    'http://me:secret@mirror:3129',
  ],
  proxynohost: [
    'the proxy http://noproxy.invalid:3128: nobody knows a host with the name noproxy.invalid',
    'http://noproxy.invalid:3128',
  ],
  missing: ['the repository company lacks the packages nosuch, norsuch'],
  needy: [
    `${noWay}nothing provides nothing-has-this >= 2 needed by needy-1.0-1.noarch from company`,
  ],
  quarrel: [
    `${noWay}package quarrelsome-1.0-1.noarch from company conflicts with greeting provided by greeting-1.0-1.noarch from company`,
  ],
  modular: [
    'the repository company has, in a stream of a module that is not the default, the package tool',
  ],
  'modular-broken': [
    `${noWay}nothing provides module(nothing:5) needed by module tool:2:1:abc.x86_64 from company`,
  ],
  clash: [
    `${noWay}file /usr/share/clash conflicts between attempted installs of clash-one-1.0-1.noarch and clash-two-1.0-1.noarch`,
  ],
  // No repository is to blame.
  scriptlet: [undefined],
  'file-norepo': [`${at('file:///srv/www/mirrors')}it lacks repodata/repomd.xml`],
  'file-partial': [`${good}it lacks the package greeting.rpm`],
  'space-packages': [`${at('http://mirror/space')}there is no space for what comes from it`],
  'space-root': [
    'there is no space for the packages, which need more: 13MB on the file system of /usr',
  ],
}

/** dnf 4.14 names no repositories in its explanations, and its libcurl says less. */
const olderWords = (sentence: string) =>
  sentence
    .replaceAll(' from company', '')
    .replace('GnuTLS, handshake failed', 'gnutls_handshake() failed')
    .replace(/its certificate (?:is of an auth|has exp).*/, `${stranger}, or has expired`)

const versions: Readonly<Record<string, (sentence: string) => string>> = {
  '4.14': olderWords,
  '4.23': sentence => sentence,
}

for (const [version, inItsWords] of Object.entries(versions)) {
  const sections = fixture(`dnf/failures-${version}`).split(/^### /m).slice(1)

  test(`dnf ${version}: nothing is left out`, t => {
    t.deepEqual(
      sections.map(text => text.split('\n')[0]),
      Object.keys(told),
    )
  })

  for (const section of sections) {
    const [name = '', ...lines] = section.split('\n')
    test(`dnf ${version}: ${name}`, t => {
      const [sentence, via] = told[name] ?? []
      const found = findReason(lines, sourcesOf([company], via))
      t.is(found?.sentence, sentence && inItsWords(sentence))
      if (found) t.is(found.code, name.startsWith('space-') ? 'NO_SPACE' : 'REPOSITORY_FAILED')
    })
  }
}

/** What libcurl with OpenSSL says, as on Enterprise Linux; and its version 7.76, of a connection and of a proxy. */
const otherWords: Readonly<Record<string, string>> = {
  'Curl error (60): SSL peer certificate or SSH remote key was not OK for URL [SSL certificate problem: unable to get local issuer certificate]':
    stranger,
  'Curl error (60): SSL peer certificate or SSH remote key was not OK for URL [SSL certificate problem: certificate has expired]':
    'its certificate has expired, or is not valid yet',
  "Curl error (60): SSL peer certificate or SSH remote key was not OK for URL [SSL: no alternative certificate subject name matches target host name 'mirror']":
    'its certificate is one of another name',
  'Curl error (58): Problem with the local SSL certificate for URL [unable to set private key file: /key type PEM]':
    unusable,
  'Curl error (35): SSL connect error for URL [error:0A00010B:SSL routines::wrong version number]':
    'no encrypted connection comes about (error:0A00010B:SSL routines::wrong version number)',
  "Curl error (7): Couldn't connect to server for URL [Failed to connect to mirror port 443: Connection refused]":
    'it does not answer (port 443, connection refused)',
}

for (const [words, sentence] of Object.entries(otherWords)) {
  test(`other words: ${sentence}`, t => {
    const text = words.replace('URL', 'https://mirror/good/repodata/repomd.xml')
    const lines = ["Errors during downloading metadata for repository 'company':", `  - ${text}`]
    t.is(findReason(lines, sourcesOf([company]))?.sentence, `${tls}${sentence}`)
  })
}

const transaction = [
  ' Package            Architecture     Version            Repository         Size',
  'Installing:',
  ' greeting           noarch           1:1.0-1            other             5.4 k',
  ' a-name-that-is-too-long-for-its-column',
  '                    x86_64           2.0-1              company            25 M',
]

test('the repository of a package is that which it was to be installed from', t => {
  const both = sourcesOf([company, other])
  const unsigned = (file: string) =>
    findReason([...transaction, `Package ${file} is not signed`], both)?.sentence
  t.is(
    unsigned('greeting-1.0-1.noarch.rpm'),
    'the repository other (http://other/packages): its package greeting-1.0-1.noarch.rpm is not signed',
  )
  t.is(
    unsigned('a-name-that-is-too-long-for-its-column-2.0-1.x86_64.rpm'),
    `${good}its package a-name-that-is-too-long-for-its-column-2.0-1.x86_64.rpm is not signed`,
  )
  t.is(unsigned('what.rpm'), 'the repository: its package what.rpm is not signed')
})

test('a mirror whose place another one has taken is not to blame', t => {
  const lines = [
    '[MIRROR] greeting.rpm: Status code: 404 for http://mirror/good/greeting.rpm (IP: 192.0.2.1)',
    'Package greeting.rpm is not signed',
  ]
  t.is(
    findReason(lines, sourcesOf([company]))?.sentence,
    `${good}its package greeting.rpm is not signed`,
  )
})

test('a user in the address is not shown', t => {
  const lines = [
    "Errors during downloading metadata for repository 'company':",
    '  - Status code: 401 for http://me:***@mirror/private/repodata/repomd.xml (IP: 192.0.2.1)',
  ]
  t.is(
    findReason(lines, sourcesOf([company]))?.sentence,
    `${at('http://mirror/private')}it ${demands} (401)`,
  )
})

test('several repositories, and the distribution’s own', t => {
  const lines = ['No match for argument: nosuch']
  t.is(
    findReason(lines, sourcesOf([company, other]))?.sentence,
    'the repositories company, other lack the package nosuch',
  )
  t.is(
    findReason(lines, sourcesOf(null))?.sentence,
    'the distribution’s repositories lack the package nosuch',
  )
})

test('of many problems the first ones are shown', t => {
  const problems = Array.from({length: 9}, (_, index) => [
    ` Problem ${index + 1}: conflicting requests`,
    `  - nothing provides x${index} needed by y`,
  ])
  const {sentence = ''} = findReason(['Error: ', ...problems.flat()], sourcesOf([company])) ?? {}
  t.true(sentence.endsWith('nothing provides x5 needed by y; and 3 more'), sentence)
})

test('what a scriptlet prints is not what dnf says', t => {
  const lines = [
    '  - Status code: 404 for http://somewhere/repodata/repomd.xml',
    'curl: (7) Failed to connect to somewhere port 80',
    ' Problem: none',
  ]
  t.is(findReason(lines, sourcesOf([company])), undefined)
})
