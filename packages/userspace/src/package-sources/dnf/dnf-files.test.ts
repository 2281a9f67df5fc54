// What dnf gets for a step has all that its repositories need, and nothing that another option could hide in.
import test from 'ava'
import {type Access, directAccess} from '../package-sources.ts'
import {mirrorsOf, planDnfFiles} from './dnf-files.ts'
import type {RpmRepository} from './repository.ts'

const company: RpmRepository = {
  id: 'company',
  name: 'The company',
  baseurl: ['https://a.example.org/x'],
  mirrorlist: null,
  metalink: null,
  keys: [Buffer.from('first'), Buffer.from('second')],
  checksMetadata: true,
  certificates: {},
  choices: {},
}

function plan(repository: Partial<RpmRepository> | null, access: Partial<Access> = {}) {
  const repositories = repository && [{...company, ...repository}]
  const files = planDnfFiles(
    {repositories, access: {...directAccess, ...access}},
    {place: '/memory'},
  )
  return new Map(files.map(({path, content}) => [path, content.toString()]))
}

const optionsOf = (files: ReadonlyMap<string, string>, path = 'repos.d/company.repo') =>
  (files.get(path) ?? '').trimEnd().split('\n')

test('a repository with its keys', t => {
  const files = plan({choices: {priority: '10', excludepkgs: 'a*, b'}})
  t.deepEqual(optionsOf(files), [
    '[company]',
    'name=The company',
    'baseurl=https://a.example.org/x',
    'enabled=1',
    'gpgcheck=1',
    'gpgkey=file:///memory/keys/company-0 file:///memory/keys/company-1',
    'repo_gpgcheck=1',
    'priority=10',
    'excludepkgs=a*, b',
  ])
  t.is(files.get('keys/company-0'), 'first')
  t.is(files.get('keys/company-1'), 'second')
})

test('what holds for all of them', t => {
  const files = plan({})
  t.deepEqual(optionsOf(files, 'dnf.conf'), [
    '[main]',
    'gpgcheck=True',
    'localpkg_gpgcheck=True',
    'skip_if_unavailable=False',
    'best=True',
    'plugins=False',
    'retries=4',
    'reposdir=/memory/repos.d',
  ])
})

test('those of the image stay where none are configured', t => {
  const files = plan(null)
  t.false(files.get('dnf.conf')?.includes('reposdir'))
  t.deepEqual([...files.keys()], ['dnf.conf', '.rpmmacros'])
})

test('packages are always checked, metadata where the repository has it signed', t => {
  const options = optionsOf(plan({checksMetadata: false}))
  t.true(options.includes('gpgcheck=1'))
  t.true(options.includes('repo_gpgcheck=0'))
})

test('lists of mirrors, and all addresses', t => {
  const options = optionsOf(
    plan({baseurl: ['http://a', 'ftp://b'], mirrorlist: 'https://l?a,b', metalink: 'https://m'}),
  )
  t.deepEqual(
    options.filter(line => /^(?:baseurl|mirrorlist|metalink)=/.test(line)),
    ['baseurl=http://a ftp://b', 'mirrorlist=https://l?a,b', 'metalink=https://m'],
  )
})

test('certificates of TLS are files of the step', t => {
  const files = plan(
    {
      certificates: {
        sslcacert: Buffer.from('authority'),
        sslclientcert: Buffer.from('certificate'),
        sslclientkey: Buffer.from('key'),
      },
    },
    {caCertificates: 'authorities'},
  )
  const options = optionsOf(files).filter(line => line.startsWith('ssl'))
  t.deepEqual(options, [
    'sslcacert=/memory/certificates/company-sslcacert',
    'sslclientcert=/memory/certificates/company-sslclientcert',
    'sslclientkey=/memory/certificates/company-sslclientkey',
  ])
  t.is(files.get('certificates/company-sslclientkey'), 'key')
  t.is(files.get('certificates/company-sslcacert'), 'authority\nauthorities')
  t.is(files.get('ca-certificates.crt'), 'authorities')
  t.true(optionsOf(files, 'dnf.conf').includes('sslcacert=/memory/ca-certificates.crt'))
})

test('a user and a password are for their server alone, whatever letters they have', t => {
  const auth =
    'machine a.example.org/x login me password p$arch\\@:/#%\nmachine l login you password q\n'
  const options = optionsOf(
    plan(
      {baseurl: ['https://a.example.org/x', 'https://b.example.org/x'], mirrorlist: 'https://l/'},
      {auth},
    ),
  )
  t.true(
    options.includes(
      'baseurl=https://me:p%24arch%5C%40%3A%2F%23%25@a.example.org/x https://b.example.org/x',
    ),
    options.join('\n'),
  )
  t.true(options.includes('mirrorlist=https://you:q@l'), options.join('\n'))
  t.false(options.some(line => /^(?:username|password)=/.test(line)))
})

test('a proxy with its password', t => {
  const access = {
    acquire: [{name: 'Acquire::http::Proxy', value: 'http://proxy:3128'}],
    auth: 'machine http://proxy:3128 login me password p$releasever\n',
  }
  t.true(optionsOf(plan({}, access)).includes('proxy=http://me:p%24releasever@proxy:3128'))
  t.false(
    optionsOf(plan({baseurl: ['file:///srv/a']}, access)).some(line => line.startsWith('proxy')),
  )
})

test('apt’s number of repetitions is the number of all attempts of dnf', t => {
  const access = {acquire: [{name: 'Acquire::Retries', value: '0'}]}
  t.true(optionsOf(plan({}, access), 'dnf.conf').includes('retries=1'))
})

test('folders of this machine are where the container has them', t => {
  const repository = {baseurl: ['file:///srv/b%20c', 'http://a', 'file:///srv/d']}
  t.deepEqual(mirrorsOf([{...company, ...repository}]), ['file:///srv/b%20c', 'file:///srv/d'])
  t.true(
    optionsOf(plan(repository)).includes(
      'baseurl=file:///mnt/livemode/mirrors/0 http://a file:///mnt/livemode/mirrors/1',
    ),
  )
})

test('no value becomes an option of its own', t => {
  const evil = 'x\nsslverify=0\r\n[other]\rgpgcheck=0'
  const options = optionsOf(
    plan({name: evil, choices: {excludepkgs: evil}, mirrorlist: `http://a/${evil}`}),
  )
  t.true(options.includes('name=x sslverify=0 [other] gpgcheck=0'))
  t.deepEqual(
    options.filter(line => /^(?:\[|sslverify|gpgcheck)/.test(line)),
    ['[company]', 'gpgcheck=1'],
  )
})
