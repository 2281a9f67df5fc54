// dnf's repositories are resolved and downloaded from behind certificates, and from mirrors of which some are dead; and why they are not.
import {mkdtemp, readdir, readFile, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {type DnfTransaction, LivemodeError} from '@livemode/config'
import type {PackageFacts} from '@livemode/host'
import type {RpmRepository} from '@livemode/userspace'
import {type PackageServers, readServed} from '@livemode/userspace/test'
import test, {type ExecutionContext} from 'ava'
import {
  type Company,
  downloadFor,
  type Given,
  makeSource,
  openCompany,
  resolveFor,
} from '../../test/rpm-company.ts'
import {serveTexts} from '../../test/text-server.ts'
import {findNewerPackages} from '../newer/packages.ts'
import {packagesFolder} from '../packages-folder.ts'
import {readTransaction} from '../transaction-folder.ts'

let company: Company
let servers: PackageServers
let facts: PackageFacts
let folder: string

test.before(async () => {
  company = await openCompany()
  ;({servers} = company)
  facts = await makeSource(company, source)
  folder = await mkdtemp(join(tmpdir(), 'livemode-mirrors-'))
})
test.after.always(async () => {
  await company?.[Symbol.asyncDispose]()
  if (folder) await rm(folder, {recursive: true, force: true})
})

/** Its only package has a newer version in the repositories, and has brought one of its own. */
const source = `cd /root
printf '%s\\n' 'Name: greeting' 'Version: 0.9' 'Release: 1' 'Summary: says nothing' 'License: none' 'BuildArch: noarch' \
    '%description' 'Nothing.' '%install' 'mkdir -p %{buildroot}/etc/yum.repos.d' \
    'printf "[greeting]\\\\nbaseurl=http://x/8\\\\n" >%{buildroot}/etc/yum.repos.d/greeting.repo' \
    '%files' '%config(noreplace) /etc/yum.repos.d/greeting.repo' >greeting.spec
rpmbuild --quiet --define '_rpmdir /root' -bb greeting.spec 2>/dev/null
rpm --dbpath=/var/lib/rpm --install --nodeps noarch/greeting-0.9-1.noarch.rpm
printf '%s\\n' '[others]' 'baseurl=http://me:secret@x/8' >/etc/yum.repos.d/others.repo`

const resolveInto = async (out: string, given: Given): Promise<DnfTransaction> =>
  (await resolveFor(company, {facts, out, given})).transaction

const download = (out: string, transaction: DnfTransaction, given: Given) =>
  downloadFor(company, {out, transaction, given})

const authorities = async () => (await readServed(servers, 'ca.crt')).toString()

const certificates = async () => ({
  sslclientcert: await readServed(servers, 'client.crt'),
  sslclientkey: await readServed(servers, 'client.key'),
})

test('a certificate is shown to the repository, for the plan and for its packages, and stays nowhere', async t => {
  const out = join(folder, 'certificate')
  const uri = `https://${servers.host}:446/good`
  const own = {...(await certificates()), sslcacert: await readServed(servers, 'ca.crt')}
  const given = {repository: {baseurl: [uri], certificates: own}}
  const transaction = await resolveInto(out, given)
  t.deepEqual(transaction.upgrade, [{package: 'greeting.noarch', from: '0.9-1', to: '1.0-1'}])
  t.is(transaction.repositories[0]?.uri, uri)
  t.is((await download(out, transaction, given)).packages, 1)
  const [, partOfKey = ''] = own.sslclientkey.toString().split('\n')
  await assertAbsent(t, partOfKey, out)
  await assertToldNewer(t, transaction, out)
})

/** By the very metadata that the plan was made from, before and after its list of packages has changed. */
async function assertToldNewer(
  t: ExecutionContext,
  transaction: DnfTransaction,
  out: string,
): Promise<void> {
  const path = '/company/repodata/repomd.xml'
  const repomd = await readFile(join(packagesFolder(out), path), 'utf8')
  const newer = async (text: string) => {
    const uri = `${await serveTexts(t, {[path]: text})}/company`
    const repositories = transaction.repositories.map(one => ({...one, uri}))
    return findNewerPackages({...transaction, repositories})
  }
  const remade = repomd.replace(/<revision>\d+/, '<revision>1')
  const changed = remade.replace(
    /(<data type="primary">\s*<checksum type="sha256">)[0-9a-f]{64}/,
    `$1${'0'.repeat(64)}`,
  )
  t.is(new Set([repomd, remade, changed]).size, 3)
  t.deepEqual(await Promise.all([repomd, remade, changed].map(newer)), [[], [], ['company']])
}

async function assertAbsent(t: ExecutionContext, secret: string, out: string): Promise<void> {
  t.true(secret.length > 20)
  const files = await readdir(out, {recursive: true, withFileTypes: true})
  t.true(files.length > 5)
  for (const file of files.filter(one => one.isFile())) {
    const content = await readFile(join(file.parentPath, file.name), 'latin1')
    t.false(content.includes(secret), file.name)
  }
}

test('repositories of the source that none of its packages has brought are disabled, and those of the target added', async t => {
  const out = join(folder, 'repositories')
  const uri = `http://${servers.host}/good`
  const transaction = await resolveInto(out, {repository: {baseurl: [uri]}})
  t.deepEqual(transaction.sourceRepositories, [
    {path: '/etc/yum.repos.d/others.repo', id: 'others', options: null},
  ])
  const [own] = transaction.targetRepositories
  t.is(own?.id, 'company')
  t.true(own?.files.at(-1)?.content.includes(`baseurl=${uri}\n`))
  const resolved = await readTransaction(out)
  t.deepEqual(
    resolved?.findings.map(({id, severity}) => `${severity} ${id}`),
    ['warning third-party-no-target'],
  )
})

test('without the certificate', async t => {
  const uri = `https://${servers.host}:446/good`
  const access = {caCertificates: await authorities()}
  const error = await t.throwsAsync(
    resolveInto(join(folder, 'none'), {repository: {baseurl: [uri]}, access}),
    {
      instanceOf: LivemodeError,
      message: `the repository company (${uri}): it does not let this machine in (400)`,
    },
  )
  t.is(error?.code, 'REPOSITORY_FAILED')
})

test('a certificate that is there for the plan alone', async t => {
  const out = join(folder, 'lost')
  const uri = `https://${servers.host}:446/good`
  const given = {
    repository: {baseurl: [uri], certificates: await certificates()},
    access: {caCertificates: await authorities()},
  }
  const transaction = await resolveInto(out, given)
  const refused = async (own: Partial<RpmRepository>['certificates'], message: string) => {
    const repository = {...given.repository, certificates: own ?? {}}
    const error = await t.throwsAsync(download(out, transaction, {...given, repository}), {
      instanceOf: LivemodeError,
      message,
    })
    t.is(error?.code, 'PACKAGE_UNREACHABLE')
  }
  await refused(
    {},
    `${uri}/greeting.rpm: the repository company does not let this machine in (400)`,
  )
  await refused(
    {...(await certificates()), sslclientkey: await readServed(servers, 'expired.key')},
    `${uri}/greeting.rpm: the certificate and the key that the mirror is to be shown (sslclientcert, sslclientkey) cannot be read, or do not belong together`,
  )
})

/** Puts a list into the folder that is served. */
async function serveList(name: string, text: string): Promise<string> {
  const script = 'printf %s "$1" >"/srv/www/mirrors/$0"'
  await servers.container.exec(['sh', '-euc', script, name, text])
  return `http://${servers.host}/mirrors/${name}`
}

/** Two of them are of no use. */
const mirrors = () => [
  `http://${servers.host}:81/dead`,
  `http://${servers.host}/nothing`,
  `http://${servers.host}/good`,
]

const checksum = async (path: string, program: string) =>
  (await servers.container.exec([program, path])).stdout.split(' ')[0] ?? ''

/** As a server of MirrorManager has it, see metalink 3.0. */
async function renderMetalink(urls: readonly string[]): Promise<string> {
  const repomd = '/srv/www/good/repodata/repomd.xml'
  const {stdout: size} = await servers.container.exec(['stat', '--format=%s', repomd])
  const rows = urls.map(
    (url, index) =>
      `<url protocol="http" type="http" location="DE" preference="${100 - index}">${url}/repodata/repomd.xml</url>`,
  )
  return `<?xml version="1.0" encoding="utf-8"?>
<metalink version="3.0" xmlns="http://www.metalinker.org/" type="dynamic" xmlns:mm0="http://fedorahosted.org/mirrormanager">
 <files>
  <file name="repomd.xml">
   <size>${size.trim()}</size>
   <verification>
    <hash type="sha256">${await checksum(repomd, 'sha256sum')}</hash>
    <hash type="sha512">${await checksum(repomd, 'sha512sum')}</hash>
   </verification>
   <resources maxconnections="1">
    ${rows.join('\n    ')}
   </resources>
  </file>
 </files>
</metalink>
`
}

const lists: Readonly<Record<string, () => Promise<Partial<RpmRepository>>>> = {
  mirrorlist: async () => ({mirrorlist: await serveList('list', `${mirrors().join('\n')}\n`)}),
  metalink: async () => ({metalink: await serveList('list.xml', await renderMetalink(mirrors()))}),
  'several addresses': async () => ({baseurl: mirrors()}),
  // dnf does not look at the addresses that stand beside a list.
  'mirrorlist and an address': async () => ({
    baseurl: ['http://localhost:1/nobody'],
    mirrorlist: await serveList('list', `${mirrors().join('\n')}\n`),
  }),
}

for (const [name, write] of Object.entries(lists)) {
  test(`${name}: packages come from the mirror that has what was planned`, async t => {
    const out = join(folder, name)
    const given = {repository: await write()}
    const transaction = await resolveInto(out, given)
    const [repository] = transaction.repositories
    t.is(repository?.uri, `http://${servers.host}/good`)
    t.deepEqual(repository?.mirrors, [])
    t.is((await download(out, transaction, given)).packages, 1)
  })
}

test('an address that has a password with dnf has none in the plan', async t => {
  const out = join(folder, 'password')
  const {host, password} = servers
  const baseurl = ['good/nowhere', 'private'].map(path => `http://${host}/${path}`)
  const auth = `machine http://${host}/private login me password ${password}$arch\n`
  const given = {repository: {baseurl}, access: {auth}}
  const transaction = await resolveInto(out, given)
  t.is(transaction.repositories[0]?.uri, `http://${host}/private`)
  t.is((await download(out, transaction, given)).packages, 1)
  await assertAbsent(t, password, out)
})

test('a mirror that is dead when packages are downloaded: they come from the next one', async t => {
  const out = join(folder, 'next')
  await servers.container.exec(['cp', '--recursive', '/srv/www/good', '/srv/www/second'])
  const both = ['good', 'second'].map(path => `http://${servers.host}/${path}`)
  const given = {repository: {mirrorlist: await serveList('both', both.join('\n'))}}
  const transaction = await resolveInto(out, given)
  const [repository] = transaction.repositories
  t.deepEqual([repository?.uri, ...(repository?.mirrors ?? [])].toSorted(), both)
  const first = new URL(repository?.uri ?? '').pathname
  await servers.container.exec(['mv', `/srv/www${first}`, '/srv/www/away'])
  try {
    t.is((await download(out, transaction, given)).packages, 1)
  } finally {
    await servers.container.exec(['mv', '/srv/www/away', `/srv/www${first}`])
  }
})

test('lists that name no mirror, or none that answers', async t => {
  const refused = async (repository: Partial<RpmRepository>, message: string) => {
    const error = await t.throwsAsync(resolveInto(join(folder, 'dead'), {repository}), {
      instanceOf: LivemodeError,
      message,
    })
    t.is(error?.code, 'REPOSITORY_FAILED')
  }
  const empty = await serveList('none', '')
  await refused(
    {mirrorlist: empty},
    `the repository company (${empty}): its mirrorlist names no server`,
  )
  await refused(
    {mirrorlist: `http://${servers.host}/mirrors/nowhere`},
    `the repository company (http://${servers.host}/mirrors/nowhere): its mirrorlist, or its metalink, is not to be had (404)`,
  )
  await refused(
    {mirrorlist: `http://${servers.host}:81/list`},
    `the repository company (http://${servers.host}:81/list): it does not answer (port 81)`,
  )
  const [dead = ''] = mirrors()
  await refused(
    {mirrorlist: await serveList('dead', dead)},
    `the repository company (${dead}): it does not answer (port 81)`,
  )
})
