// What becomes of the source's repositories is decided by who has brought them, what was chosen, and whether they name a release.
import test from 'ava'
import {parseConfigurationFiles} from './configuration-files.ts'
import {checkSourceRepositories} from './source-findings.ts'
import {planSourceRepositories} from './source-repositories.ts'
import {planTargetRepositories} from './target-repositories.ts'

const facts = new Map(
  Object.entries({
    'release.repo': '[baseos]\nbaseurl=http://x/8\n',
    'epel.repo': '[epel]\nmetalink=https://epel/?repo=epel-8\n',
    'redhat.repo': '[rhel-8]\nbaseurl=https://cdn/rhel8\n',
    'hand.repo': `[off]
baseurl=http://off/8
enabled=0
[variable]
baseurl=http://v/$releasever/x
[literal]
baseurl=http://l/el8
  http://m/el8
[chosen]
mirrorlist=http://c/list
[moved]
baseurl=http://n/8
`,
  }).map(([name, text]) => [`/etc/yum.repos.d/${name}`, Buffer.from(text)] as const),
)
const configurations = parseConfigurationFiles(
  `release.noarch\tcn\tabc\t/etc/yum.repos.d/release.repo
epel-release.noarch\tcn\tabc\t/etc/yum.repos.d/epel.repo
`,
)
const answer = {
  goes: [{package: 'release.noarch', version: '8-1', installedBytes: 1, how: 'upgraded'}],
}

const plan = (choices: Parameters<typeof planSourceRepositories>[1]['choices']) =>
  planSourceRepositories(facts, {configurations, answer, choices})

test('what a package that comes or goes has brought is its own, and so is what subscription-manager writes', t => {
  const {found} = plan([])
  t.deepEqual(
    found.map(({id, state}) => `${id} ${state}`),
    ['epel unknown', 'variable follows', 'literal unknown', 'chosen unknown', 'moved unknown'],
  )
})

test('choices', t => {
  const {found, changes, keys} = plan([
    {uri: 'http://c/list', action: 'keep'},
    {
      ...{uri: 'http://n/8/', action: 'map', new_uri: 'http://n/9', signed_by: '/key'},
      keyring: Buffer.from([0x99]),
    },
    {uri: 'http://l/*', action: 'disable'},
    {uri: 'http://m/*', action: 'disable'},
    {uri: 'https://epel/*', action: 'map', suites: ['x']},
    {uri: 'http://v/*', action: 'refuse'},
  ])
  t.deepEqual(
    found.map(({id, state}) => `${id} ${state}`),
    // Of the two addresses of one each has a choice of its own.
    [
      ...['epel not-to-be-mapped', 'variable refused', 'literal unknown', 'chosen kept'],
      'moved mapped',
    ],
  )
  const path = '/etc/yum.repos.d/hand.repo'
  const key = '/etc/pki/rpm-gpg/RPM-GPG-KEY-livemode-moved'
  t.deepEqual(changes, [
    {path, id: 'literal', options: null},
    {path, id: 'moved', options: {baseurl: 'http://n/9', gpgkey: `file://${key}`}},
  ])
  t.deepEqual(
    keys.map(one => one.path),
    [key],
  )
  t.deepEqual(
    checkSourceRepositories(found, []).map(({severity, sentence}) => `${severity}: ${sentence}`),
    [
      'inhibitor: third_party_sources refuses an upgrade with these repositories: [variable] http://v/$releasever/x (/etc/yum.repos.d/hand.repo)',
      'inhibitor: repositories of dnf have no suites and no components to be mapped to: [epel] https://epel/?repo=epel-8 (/etc/yum.repos.d/epel.repo)',
      'warning: repositories of others are of the source’s release, and are disabled by the upgrade: [literal] http://l/el8 (/etc/yum.repos.d/hand.repo)',
    ],
  )
})

test('the target’s own are written without what is this machine’s', t => {
  const repository = {
    ...{id: 'a', name: 'A', baseurl: ['http://a/9'], mirrorlist: null, metalink: null},
    ...{keys: [Buffer.from('KEY')], checksMetadata: false, certificates: {}},
    choices: {priority: '10'},
  }
  const key = '/etc/pki/rpm-gpg/RPM-GPG-KEY-livemode-a-1'
  const content = `# What the upgrade had its packages from.
[a]
name=A
baseurl=http://a/9
enabled=1
gpgcheck=1
repo_gpgcheck=0
gpgkey=file://${key}
priority=10
`
  const files = [
    {path: key, content: 'KEY'},
    {path: '/etc/yum.repos.d/livemode-a.repo', content},
  ]
  const local = {...repository, id: 'b', baseurl: ['file:///srv/b']}
  const closed = {...repository, id: 'c', certificates: {sslclientcert: Buffer.from('x')}}
  t.deepEqual(planTargetRepositories([repository, local, closed]), [{id: 'a', files}])
  t.deepEqual(
    checkSourceRepositories([], [repository, local, closed]).map(one => one.sentence),
    [
      'the upgraded system gets no file for [b], [c], which is a folder of this machine or demands a certificate',
    ],
  )
})
