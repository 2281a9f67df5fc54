// A real Debian 12 is resolved as apt does it, and its packages are downloaded into a mirror that apt verifies.
import {createHash} from 'node:crypto'
import {mkdtemp, open, readdir, readFile, rm, stat, truncate, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {type AptTransaction, LivemodeError, type UpgradeTransaction} from '@livemode/config'
import {packTar, type Session} from '@livemode/container'
import type {PackageFacts} from '@livemode/host'
import {parseSimulation} from '@livemode/live'
import test from 'ava'
import {ensureUserspace, openSession, readDebianFacts} from '../test/debian-source.ts'
import {target} from '../test/planned.ts'
import {resolverPlaces} from './apt/configuration.ts'
import {downloadPackages} from './download.ts'
import {checkDownloaded} from './file-conflicts/check.ts'
import {packagesFolder} from './packages-folder.ts'
import {type Resolved, resolveTransaction} from './resolve.ts'
import {readTransaction} from './transaction-folder.ts'

let session: Session
let userspaceImage: string
let facts: PackageFacts
let folder: string
let out: string

test.before(async () => {
  session = await openSession()
  userspaceImage = await ensureUserspace(session)
  folder = await mkdtemp(join(tmpdir(), 'livemode-transaction-'))
  out = join(folder, 'out')
  facts = await readDebianFacts(session, {packages: ['nano', 'cryptsetup-bin']})
})
test.after.always(async () => {
  await session?.[Symbol.asyncDispose]()
  if (folder) await rm(folder, {recursive: true, force: true})
})

const resolveInto = (into: string, sourceFacts = facts): Promise<Resolved> =>
  resolveTransaction(session, {
    userspaceImage,
    facts: sourceFacts,
    target,
    targetId: 'debian-13',
    out: into,
  })

const download = (transaction: UpgradeTransaction) =>
  downloadPackages(session, {userspaceImage, transaction, out})

const sha256 = async (path: string) =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex')

test('resolve, download, repair, download again, and upgrade from the mirror that was made', async t => {
  const {resolution, findings} = await resolveInto(out)
  const {transaction} = resolution
  t.deepEqual(
    findings.filter(({severity}) => severity === 'inhibitor'),
    [],
  )
  t.true(transaction.upgrade.some(one => one.package === 'base-files:amd64'))
  t.deepEqual((await readTransaction(out))?.transaction, transaction)
  t.deepEqual(
    JSON.parse(await readFile(join(packagesFolder(out), 'transaction.json'), 'utf8')),
    transaction,
  )
  for (const {path, bytes, sha256: expected} of transaction.indexes) {
    const file = join(packagesFolder(out), path)
    t.is((await stat(file)).size, bytes, path)
    t.is(await sha256(file), expected, path)
  }

  const first = await download(transaction)
  t.is(first.packages, transaction.upgrade.length + transaction.new.length)
  t.is(first.bytes, transaction.downloadBytes)
  for (const {path, sha256: expected} of transaction.archives) {
    t.is(await sha256(join(packagesFolder(out), path)), expected, path)
  }

  t.deepEqual(await download(transaction), {packages: 0, bytes: 0})
  t.deepEqual(await checkDownloaded(session, {userspaceImage, out}), [])

  // One byte changed, one cut short, one begun, one gone.
  const [changed, cut, begun, gone] = transaction.archives.map(({path}) =>
    join(packagesFolder(out), path),
  ) as [string, string, string, string]
  const file = await open(changed, 'r+')
  const {buffer} = await file.read(Buffer.alloc(1), 0, 1, 200)
  await file.write(Buffer.from([0xff ^ (buffer[0] ?? 0)]), 0, 1, 200)
  await file.close()
  await truncate(cut, 100)
  const whole = await readFile(begun)
  await rm(begun)
  await writeFile(`${begun}.part`, whole.subarray(0, 1000))
  await rm(gone)
  await writeFile(`${gone}.part`, 'what somebody else has begun')
  t.is((await download(transaction)).packages, 4)
  for (const {path, sha256: expected} of transaction.archives) {
    t.is(await sha256(join(packagesFolder(out), path)), expected, path)
  }
  const leftovers = (await readdir(out, {recursive: true})).filter(name =>
    /\.part$|\.new$|\.incomplete/.test(name),
  )
  t.deepEqual(leftovers, [])

  await assertMirrorUpgrades(t, transaction)
})

/** apt itself, without a network, with the folder that was filled as its only mirror. */
async function assertMirrorUpgrades(
  t: {deepEqual: (a: unknown, b: unknown) => void},
  transaction: AptTransaction,
) {
  await using container = await session.start(userspaceImage, {
    name: 'offline',
    binds: {[packagesFolder(out)]: '/payload:ro'},
  })
  const {source, sources, configuration} = resolverPlaces
  const sourcesText = transaction.repositories
    .map(
      ({folder: name, suites, components, signedBy}) =>
        `Types: deb\nURIs: file:/payload/${name}\nSuites: ${suites.join(' ')}\nComponents: ${components.join(' ')}\nSigned-By: ${signedBy}\n`,
    )
    .join('\n')
  const status = facts.get('/var/lib/dpkg/status') ?? Buffer.alloc(0)
  const settings = `Dir "${source}";\nDir::State::status "${source}/var/lib/dpkg/status";\nDir::Bin::methods "/usr/lib/apt/methods";\nDir::Bin::dpkg "/bin/false";\n#clear Dir::Bin::solvers;\nDir::Bin::solvers { "/usr/lib/apt/solvers"; };\nDir::Etc::parts "/nothing";\nDir::Etc::sourcelist "/dev/null";\nDir::Etc::sourceparts "${sources}/";\nAPT::Architecture "amd64";\nAcquire::Languages "none";\nAPT::Sandbox::User "root";\nAPT::Update::Error-Mode "any";\n`
  const files = new Map([
    [`${source}/var/lib/dpkg/status`.slice(1), status],
    [`${sources}/payload.sources`.slice(1), Buffer.from(sourcesText)],
    [configuration.slice(1), Buffer.from(settings)],
  ])
  await container.putTar(await packTar(files), '/')
  const environment = {APT_CONFIG: configuration, LC_ALL: 'C.UTF-8'}
  await container.exec(['apt-get', 'update'], {environment})
  const {stdout} = await container.exec(['apt-get', '-s', 'full-upgrade'], {environment})
  const simulation = parseSimulation(stdout)
  const planned = [
    ...transaction.upgrade.map(one => `${one.package}=${one.to}`),
    ...transaction.new.map(one => `${one.package}=${one.version}`),
  ].toSorted()
  t.deepEqual(
    simulation.install
      .map(one => `${one.package.replace(/:.*/, '')}:${one.architecture}=${one.to}`)
      .toSorted(),
    planned,
  )
  t.deepEqual(
    simulation.remove.map(one => one.package).toSorted(),
    transaction.remove.map(one => one.package.replace(/:amd64$|:all$/, '')),
  )
  // Every package by its checksum, which apt does for repositories of this kind.
  await container.exec(['mkdir', '-p', `${source}/var/cache/apt/archives/partial`])
  await container.exec(['apt-get', '-y', '--download-only', 'full-upgrade'], {environment})
}

test('a hold that keeps the base back is refused, and takes an earlier transaction away', async t => {
  t.truthy(await readTransaction(out), 'the test before has resolved it')
  const status = facts.get('/var/lib/dpkg/status')?.toString('latin1') ?? ''
  const held = status.replace(/(?<=^Package: libc6\nStatus: )install/m, 'hold')
  t.not(held, status)
  const changed = new Map([
    ...facts,
    ['/var/lib/dpkg/status', Buffer.from(held, 'latin1')] as const,
  ])
  const {findings, resolution} = await resolveInto(out, changed)
  const ids = findings.filter(({severity}) => severity === 'inhibitor').map(({id}) => id)
  t.true(ids.includes('plan-incomplete'), ids.join(' '))
  t.true(ids.includes('hold'))
  t.true(resolution.transaction.kept.some(one => one.package === 'libc6:amd64'))
  t.is(await readTransaction(out), undefined)
})

/** The paragraphs of dpkg's status with some packages for another architecture besides. */
function withI386(status: string, names: readonly string[]): string {
  const paragraphs = status.trimEnd().split('\n\n')
  const added = paragraphs
    .filter(text => names.some(name => text.startsWith(`Package: ${name}\n`)))
    .map(text => text.replace('\nArchitecture: amd64\n', '\nArchitecture: i386\n'))
  return `${[...paragraphs, ...added].join('\n\n')}\n`
}

test('encrypted volumes, hooks, another architecture and a preference of the source', async t => {
  const into = join(folder, 'special')
  const hooks = `APT::Install-Recommends "false";\nAPT::Update::Pre-Invoke {"false";};\nDir::Bin::dpkg "/usr/bin/dpkg";\nAPT::Get::Assume-Yes "true";\n`
  const status = facts.get('/var/lib/dpkg/status')?.toString('latin1') ?? ''
  const foreign = withI386(status, ['libc6', 'libgcc-s1', 'gcc-12-base', 'libcrypt1'])
  const special = Object.entries({
    '/etc/crypttab': 'data UUID=1 none luks\n',
    '/etc/apt/apt.conf.d/99hooks': hooks,
    '/etc/apt/preferences.d/nano': 'Package: nano\nPin: version 7.*\nPin-Priority: 999\n',
    '/var/lib/dpkg/arch': 'amd64\ni386\n',
    '/var/lib/dpkg/status': foreign,
  }).map(([path, text]) => [path, Buffer.from(text, 'latin1')] as const)
  // The other suites change each week, and are then not whole for every architecture for some time.
  const [main] = target.archive.repositories
  const repositories = main ? [{...main, suites: ['trixie']}] : []
  const {resolution} = await resolveTransaction(session, {
    userspaceImage,
    facts: new Map([...facts, ...special]),
    target: {...target, archive: {...target.archive, repositories}},
    targetId: 'debian-13',
    out: into,
  })
  const {transaction} = resolution
  t.true(transaction.new.some(one => one.package === 'systemd-cryptsetup:amd64'))
  t.deepEqual(resolution.refusedAdditions, [])
  t.deepEqual(transaction.architectures, ['amd64', 'i386'])
  t.deepEqual(
    transaction.upgrade.filter(one => one.package.startsWith('libc6:')).map(one => one.package),
    ['libc6:amd64', 'libc6:i386'],
  )
  t.is(new Set(transaction.archives.map(({path}) => path)).size, transaction.archives.length)
  const [kept, ...others] = transaction.kept
  t.deepEqual(others, [])
  t.is(kept?.package, 'nano:amd64')
  t.regex(kept?.why ?? '', /^a preference keeps it from 8\./)
})

test('a mirror without an index is an error that names it', async t => {
  // One of them: which of two apt names first is chance.
  const repositories = target.archive.repositories.map((repository, index) => ({
    ...repository,
    suites: index === 0 ? [...repository.suites, 'trixie-no-such'] : repository.suites,
  }))
  const archive = {...target.archive, repositories}
  const error = await t.throwsAsync(
    resolveTransaction(session, {
      userspaceImage,
      facts,
      target: {...target, archive},
      targetId: 'debian-13',
      out: join(folder, 'broken'),
    }),
    {instanceOf: LivemodeError},
  )
  t.is(error?.code, 'REPOSITORY_FAILED')
  t.is(
    error?.message,
    `the repository ${repositories[0]?.uri} trixie-no-such: there is no such suite`,
  )
  t.is(await readTransaction(join(folder, 'broken')), undefined)
})

test('a package that the mirror does not have, one that is another one there, and no mirror', async t => {
  const transaction = (await readTransaction(join(folder, 'special')))?.transaction
  if (transaction?.packageManager !== 'apt') throw new Error('the test before has resolved it')
  const [archive] = transaction.archives
  if (!archive) throw new Error('there is a package')
  const only = (change: Partial<typeof archive>) =>
    download({...transaction, archives: [{...archive, ...change}]})
  await rm(packagesFolder(out), {recursive: true, force: true})

  const path = `${archive.path}.gone`
  const gone = await t.throwsAsync(only({path}), {instanceOf: LivemodeError})
  t.is(gone?.code, 'PACKAGE_MISSING')
  t.regex(
    gone?.message ?? '',
    /^http:\/\/\S+\.gone: the mirror does not have this package \(404\)$/,
  )

  const changed = await t.throwsAsync(only({sha256: '0'.repeat(64)}), {instanceOf: LivemodeError})
  t.is(changed?.code, 'PACKAGE_CHANGED')
  t.regex(
    changed?.message ?? '',
    /: the package has another checksum than the one that was planned$/,
  )

  const larger = await t.throwsAsync(only({bytes: archive.bytes + 1}), {instanceOf: LivemodeError})
  t.is(larger?.code, 'PACKAGE_CHANGED')
  const sizes = `: the package has ${archive.bytes} bytes instead of ${archive.bytes + 1} of the one that was planned`
  t.true(larger?.message.endsWith(sizes), larger?.message)

  const repositories = transaction.repositories.map(one => ({...one, uri: 'http://localhost:1'}))
  const silent = await t.throwsAsync(download({...transaction, repositories}), {
    instanceOf: LivemodeError,
  })
  t.is(silent?.code, 'PACKAGE_UNREACHABLE')
  t.regex(silent?.message ?? '', /^http:\/\/localhost:1\/pool\/\S+: the mirror does not answer$/)
})
