// dnf's .repo files: what is taken from them, and what is refused.
import test from 'ava'
import {isRepositoryFile, parseRpmRepositories, type WrittenRpmRepository} from './index.ts'

const one = (options: string, id = 'company') =>
  parseRpmRepositories(`[${id}]\nbaseurl=https://a/b\ngpgkey=/key\n${options}`)

/** As subscription-manager writes them: all that one is entitled to, few of which are enabled. */
const redhat = `#
# Certificate-Based Repositories
# Managed by (rhsm) subscription-manager
#

[rhel-9-for-x86_64-baseos-rpms]
name = Red Hat Enterprise Linux 9 for x86_64 - BaseOS (RPMs)
baseurl = https://cdn.redhat.com/content/dist/rhel9/$releasever/x86_64/baseos/os
enabled = 1
gpgcheck = 1
gpgkey = file:///etc/pki/rpm-gpg/RPM-GPG-KEY-redhat-release
sslverify = 1
sslcacert = /etc/rhsm/ca/redhat-uep.pem
sslclientkey = /etc/pki/entitlement/1234567890-key.pem
sslclientcert = /etc/pki/entitlement/1234567890.pem
sslverifystatus = 1
metadata_expire = 86400
enabled_metadata = 1

[codeready-builder-for-rhel-9-x86_64-rpms]
name = Red Hat CodeReady Linux Builder for RHEL 9 x86_64 (RPMs)
baseurl = https://cdn.redhat.com/content/dist/rhel9/$releasever/x86_64/codeready-builder/os
enabled = 0
gpgcheck = 0
sslverify = 0
username = nobody
`

test('those of RHSM that are enabled', t => {
  t.deepEqual(parseRpmRepositories(redhat), {
    repositories: [
      {
        id: 'rhel-9-for-x86_64-baseos-rpms',
        name: 'Red Hat Enterprise Linux 9 for x86_64 - BaseOS (RPMs)',
        baseurl: ['https://cdn.redhat.com/content/dist/rhel9/$releasever/x86_64/baseos/os'],
        mirrorlist: null,
        metalink: null,
        keys: ['/etc/pki/rpm-gpg/RPM-GPG-KEY-redhat-release'],
        checksMetadata: false,
        certificates: {
          sslcacert: '/etc/rhsm/ca/redhat-uep.pem',
          sslclientcert: '/etc/pki/entitlement/1234567890.pem',
          sslclientkey: '/etc/pki/entitlement/1234567890-key.pem',
        },
        choices: {},
      },
    ],
    problems: [],
  })
})

test('a metalink has commas of its own', t => {
  const metalink =
    'https://mirrors.centos.org/metalink?repo=centos-baseos-$stream&arch=$basearch&protocol=https,http'
  const text = `[baseos]\nname=CentOS Stream $releasever - BaseOS\nmetalink=${metalink}\ngpgkey=file:///etc/pki/rpm-gpg/RPM-GPG-KEY-centosofficial\ngpgcheck=1\nrepo_gpgcheck=0\nmetadata_expire=6h\ncountme=1\nenabled=1\n`
  const {repositories, problems} = parseRpmRepositories(text)
  t.deepEqual(problems, [])
  t.is(repositories[0]?.metalink, metalink)
})

test('lists have commas, blanks and lines between their words', t => {
  const text =
    '[a]\nbaseurl=http://a/x/, http://b\n  ftp://c/y//\n  file:///srv/z\ngpgkey=/key\n file:///other/$releasever, /third\nrepo_gpgcheck=Yes\n'
  const {repositories, problems} = parseRpmRepositories(text)
  t.deepEqual(problems, [])
  t.like(repositories[0], {
    name: 'a',
    baseurl: ['http://a/x', 'http://b', 'ftp://c/y', 'file:///srv/z'],
    keys: ['/key', '/other/$releasever', '/third'],
    checksMetadata: true,
  })
})

test('how packages are chosen is kept, and what cannot matter is passed over', t => {
  const {repositories, problems} = one(
    'priority=10\ncost = 5\nmodule_hotfixes=1\nexcludepkgs=a*,\n  b\nmetadata_expire=1\nskip_if_unavailable=1\ntype=rpm-md\nkeepcache=1\nui_repoid_vars=releasever\nwhatever=else\n',
  )
  t.deepEqual(problems, [])
  t.deepEqual(repositories[0]?.choices, {
    cost: '5',
    excludepkgs: 'a*, b',
    module_hotfixes: '1',
    priority: '10',
  })
})

test('no value has a second line, in which another option could stand', t => {
  const {repositories, problems} = one(
    'name=one\n sslverify=0\nincludepkgs=a\n gpgcheck=0\nsslcacert=/ca\n',
  )
  t.deepEqual(problems, [])
  t.is(repositories[0]?.name, 'one sslverify=0')
  t.deepEqual(repositories[0]?.choices, {includepkgs: 'a gpgcheck=0'})
})

test('the section of dnf itself is none of its repositories', t => {
  const {repositories, problems} = parseRpmRepositories(
    '[main]\ngpgcheck=0\n\n[a]\nbaseurl=http://a\ngpgkey=/k\n',
  )
  t.deepEqual(problems, [])
  t.deepEqual(
    repositories.map(({id}: WrittenRpmRepository) => id),
    ['a'],
  )
})

/** By options of a repository that has an address and a key: what is said. */
const refused: Readonly<Record<string, string>> = {
  'gpgcheck=0': 'must not switch gpgcheck off',
  'gpgcheck = FALSE': 'must not switch gpgcheck off',
  'pkg_gpgcheck=no': 'must not switch pkg_gpgcheck off',
  'sslverify=off': 'must not switch sslverify off',
  'gpgcheck=0 # for now': 'has "0 # for now" as gpgcheck, which says neither yes nor no',
  'enabled=2': 'has "2" as enabled, which says neither yes nor no',
  'password=x': 'must not have password: users and passwords stand in the file that apt_auth names',
  'proxy_username=x':
    'must not have proxy_username: users and passwords stand in the file that apt_auth names',
  'proxy=http://p:3128': 'must not have proxy: http_proxy names the one to all repositories',
  'baseurl=': 'has none of baseurl, mirrorlist, metalink',
  'baseurl=https://me:x@a/b':
    'has "https://me:x@a/b", which is no http:, https:, ftp: or file: URL without a user in it',
  'baseurl=http://[a/b':
    'has "http://[a/b", which is no http:, https:, ftp: or file: URL without a user in it',
  'baseurl=http://a/b srv/c':
    'has "srv/c", which is no http:, https:, ftp: or file: URL without a user in it',
  'baseurl=file:///':
    'has "file:///", which is no http:, https:, ftp: or file: URL without a user in it',
  'mirrorlist=file:///list': 'must have one http: or https: URL without a user in it as mirrorlist',
  'metalink=http://a http://b':
    'must have one http: or https: URL without a user in it as metalink',
  'gpgkey=': 'has no gpgkey: only what is signed by a known key is installed',
  'gpgkey=https://a/key':
    'has the gpgkey "https://a/key", which is no file on this machine: a key that comes with the packages proves nothing',
  'sslclientkey=key.pem': 'must have an absolute path as sslclientkey',
}

for (const [options, problem] of Object.entries(refused)) {
  test(`refused: ${options}`, t => {
    t.deepEqual(one(options), {repositories: [], problems: [`[company] ${problem}`]})
  })
}

for (const options of ['username=', 'proxy=_none_', 'proxy=', 'enabled=', 'gpgcheck=always']) {
  test(`not refused: ${options}`, t => t.deepEqual(one(options).problems, []))
}

for (const id of ['../../etc', 'a/b', 'a b', 'a\tb', 'ä']) {
  test(`refused as a name: ${JSON.stringify(id)}`, t => {
    t.deepEqual(one('', id).problems, [
      `[${id}] must have a name of letters, digits, "-", "_", "." and ":"`,
    ])
  })
}

const braced = (variable: string) => `$\{${variable}}`

test('a name may have variables', t => {
  t.deepEqual(one('', `a-$releasever.${braced('basearch')}:x_y`).problems, [])
})

test('a variable may stand anywhere in an address', t => {
  t.deepEqual(one(`baseurl=http://$mirror/${braced('releasever')}/$basearch`).problems, [])
})

test('everything that is wrong is told', t => {
  t.deepEqual(parseRpmRepositories('x=1\n[a]\nbaseurl=http://a\n\n[a]\nbaseurl=b\ngpgkey=/k\n'), {
    repositories: [],
    problems: [
      'has neither a section nor an option in its line 1',
      'has [a] twice',
      '[a] has no gpgkey: only what is signed by a known key is installed',
      '[a] has "b", which is no http:, https:, ftp: or file: URL without a user in it',
    ],
  })
})

test('a file in which nothing is enabled is none', t => {
  t.deepEqual(parseRpmRepositories('[a]\nenabled=0\n').problems, [
    'has no repository that is enabled',
  ])
  t.deepEqual(parseRpmRepositories('# nothing\n').problems, ['has no repository'])
})

test('the first line that says something tells the form', t => {
  for (const text of ['[a]', '\n\n# a\n ; b\n\n[a]\n', '\uFEFF[a]\n']) {
    t.true(isRepositoryFile(text), JSON.stringify(text))
  }
  for (const text of ['', 'Types: deb\n', '# [a]\nTypes: deb\nURIs: http://[::1]/\n']) {
    t.false(isRepositoryFile(text), JSON.stringify(text))
  }
})
