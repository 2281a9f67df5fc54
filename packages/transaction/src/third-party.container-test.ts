// What a machine has of others takes part in its upgrade: repositories with their keys, files, versions that go back.
import {mkdtemp, readFile, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {LivemodeError} from '@livemode/config'
import {packTar, type Session} from '@livemode/container'
import type {PackageFacts} from '@livemode/host'
import test from 'ava'
import {ensureUserspace, openSession, readDebianFacts} from '../test/debian-source.ts'
import {target} from '../test/planned.ts'
import {downloadPackages} from './download.ts'
import {findFileConflicts} from './file-conflicts/check.ts'
import {packagesFolder} from './packages-folder.ts'
import {type Resolved, resolveTransaction} from './resolve.ts'
import {renderKeyring} from './sources/keyring.ts'
import type {SourceChoice} from './sources/third-party.ts'

let session: Session
let userspaceImage: string
let facts: PackageFacts
let folder: string
let out: string

/** Makes and installs a package with one file. */
const install = (name: string, version: string, path: string) => `
mkdir -p "/made/${name}/DEBIAN" "/made/${name}$(dirname "${path}")"
printf 'Package: ${name}\\nVersion: ${version}\\nArchitecture: amd64\\nMaintainer: nobody <nobody@example.org>\\nDescription: of others\\n' > "/made/${name}/DEBIAN/control"
echo other > "/made/${name}${path}"
dpkg-deb --build --root-owner-group "/made/${name}" /made.deb
dpkg --install /made.deb
`

const sourcesFile = '/etc/apt/sources.list.d/tools.list'

/** It has a nano of somebody else, a package with a file that Debian's next nano has, and a repository of others. */
const script = `
${install('nano', '99.0', '/usr/share/doc/nano/other')}
${install('local-overrides', '1.0', '/usr/share/lintian/overrides/nano')}
printf 'Package: nano\\nPin: release n=trixie\\nPin-Priority: 1001\\n' > /etc/apt/preferences.d/nano
echo 'deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] https://packages.example.org/tools bookworm extra' > ${sourcesFile}
`

/** Debian's own repository for security stands for one of others: it is signed, and has its own pool. */
const choice: SourceChoice = {
  uri: 'https://packages.example.org/tools',
  action: 'map',
  new_uri: 'http://deb.debian.org/debian-security',
  suites: ['trixie-security'],
  components: ['main'],
}

test.before(async () => {
  session = await openSession()
  userspaceImage = await ensureUserspace(session)
  folder = await mkdtemp(join(tmpdir(), 'livemode-third-party-'))
  out = join(folder, 'out')
  facts = await readDebianFacts(session, {packages: ['nano', 'cryptsetup-bin'], script})
})
test.after.always(async () => {
  await session?.[Symbol.asyncDispose]()
  if (folder) await rm(folder, {recursive: true, force: true})
})

function resolveWith(choices: readonly SourceChoice[]): Promise<Resolved> {
  const [main] = target.archive.repositories
  const repositories = main ? [{...main, suites: ['trixie']}] : []
  return resolveTransaction(session, {
    userspaceImage,
    facts,
    target: {...target, archive: {...target.archive, repositories}},
    targetId: 'debian-13',
    sourceChoices: choices,
    out,
  })
}

test('a repository of others is resolved from, and apt verifies the part of it by its own key', async t => {
  const {resolution, findings} = await resolveWith([choice])
  const {transaction} = resolution
  t.deepEqual(
    findings.filter(({severity}) => severity === 'inhibitor'),
    [],
  )
  const keyring = 'third-party-1/dists/keyring.gpg'
  t.deepEqual(transaction.repositories[1], {
    folder: 'third-party-1',
    uri: 'http://deb.debian.org/debian-security',
    suites: ['trixie-security'],
    components: ['main'],
    signedBy: keyring,
  })
  t.deepEqual(
    transaction.indexes.map(({path}) => path).filter(path => path.startsWith('third-party-1/')),
    [
      'third-party-1/dists/trixie-security/InRelease',
      'third-party-1/dists/trixie-security/main/binary-amd64/Packages',
      keyring,
    ],
  )
  t.deepEqual(
    transaction.sources.filter(({path}) => path === sourcesFile),
    [
      {
        path: sourcesFile,
        content:
          'deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian-security trixie-security main\n',
      },
    ],
  )

  // The key as it goes with the packages, and as text, as it is written into the upgraded system.
  await using container = await session.start(userspaceImage, {
    name: 'offline',
    binds: {[packagesFolder(out)]: '/payload:ro'},
  })
  const text = renderKeyring(await readFile(join(packagesFolder(out), keyring)))
  await container.putTar(await packTar(new Map([['key.asc', Buffer.from(text)]])), '/')
  for (const signedBy of [`/payload/${keyring}`, '/key.asc']) {
    const line = `deb [signed-by=${signedBy}] file:/payload/third-party-1 trixie-security main`
    await container.exec(['sh', '-c', 'echo "$0" > /sources.list', line])
    const options = [
      'Dir::Etc::sourcelist=/sources.list',
      'Dir::Etc::sourceparts=/dev/null',
      'Acquire::Languages=none',
    ]
    const update = ['apt-get', 'update', '--quiet', '--option=APT::Update::Error-Mode=any']
    await t.notThrowsAsync(
      container.exec([...update, ...options.map(one => `--option=${one}`)]),
      signedBy,
    )
  }
})

test('a preference above 1000 makes a version go back, which is told', async t => {
  const {resolution, findings} = await resolveWith([choice])
  const [downgraded] = resolution.downgraded
  t.is(downgraded?.package, 'nano:amd64')
  t.is(downgraded?.from, '99.0')
  t.true(findings.some(({id}) => id === 'version-downgraded'))
  t.not(resolution.outdated, null)
})

test('a file of a package that stays is in the way of one that comes', async t => {
  const {resolution} = await resolveWith([choice])
  const {transaction} = resolution
  const archives = transaction.archives.filter(one => /^(nano|bash):/.test(one.package))
  await downloadPackages(session, {userspaceImage, transaction: {...transaction, archives}, out})
  const find = (names: RegExp) =>
    findFileConflicts(session, {
      userspaceImage,
      out,
      archives: archives.filter(one => names.test(one.package)),
    })
  const found = await find(/^nano:/)
  t.deepEqual(
    found.map(({path, archive, owner}) => [path, archive.package, owner]),
    [
      [
        '/usr/share/lintian/overrides/nano',
        'nano:amd64',
        {package: 'local-overrides:amd64', version: '1.0'},
      ],
    ],
  )
  t.deepEqual(await find(/^bash:/), [])
})

test('a repository of others that is signed by another key is an error that names it', async t => {
  const keyring = facts.get('/usr/share/keyrings/debian-archive-removed-keys.gpg')
  if (!keyring) throw new Error('a Debian has it')
  const error = await t.throwsAsync(resolveWith([{...choice, keyring}]), {
    instanceOf: LivemodeError,
  })
  t.is(error?.code, 'REPOSITORY_FAILED')
  t.regex(
    error?.message ?? '',
    /deb\.debian\.org\/debian-security trixie-security: its Release file is signed by a key that is not known here/,
  )
})
