// Where the configuration names no repositories, Leapp's own files do: the administrator's, those of its userspace, and its
// message says which of them.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {LivemodeError, parseConfigFiles} from '@livemode/config'
import {preparedLeappRun, type WrittenLeappRun, writeLeappDatabase} from '@livemode/fixtures'
import {leappPlaces, type MachineFiles} from '@livemode/host'
import {targets} from '@livemode/userspace'
import test, {type ExecutionContext} from 'ava'
import {readRepositories} from './deb822.ts'
import {readRpmRepositories} from './rpm.ts'

const key = '-----BEGIN PGP PUBLIC KEY BLOCK-----\n'
const userspace = '/var/lib/leapp/el9userspace'
const repository = (id: string, more = '') =>
  `[${id}]\nname=${id}\nbaseurl=https://packages.example.org/$releasever/${id}\ngpgkey=file:///etc/pki/${id}.key\n${more}\n`

const custom = {
  [leappPlaces.repositories]: repository('baseos') + repository('extras', 'enabled=0'),
  '/etc/pki/baseos.key': `${key}of the machine`,
  '/etc/pki/extras.key': `${key}of the machine`,
}
const leapps = {
  [`${userspace}/etc/yum.repos.d/rocky.repo`]:
    repository('baseos') +
    repository('appstream', 'enabled=0').replace('$releasever', '$stream') +
    repository('broken', 'gpgcheck=0'),
  [`${userspace}/etc/dnf/vars/stream`]: '9-stream\n',
  [`${userspace}/etc/pki/baseos.key`]: `${key}of the userspace`,
  [`${userspace}/etc/pki/appstream.key`]: `${key}of the userspace`,
}

type Texts = Readonly<Record<string, string>>

function put(t: ExecutionContext, texts: Texts): string {
  const root = mkdtempSync(join(tmpdir(), 'livemode-leapp-'))
  t.teardown(() => rmSync(root, {recursive: true}))
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(root, path)), {recursive: true})
    writeFileSync(join(root, path), text)
  }
  return root
}

/** A machine with these files, and this as Leapp's last run. */
function machineWith(t: ExecutionContext, texts: Texts, run?: WrittenLeappRun): MachineFiles {
  const root = put(t, texts)
  const resolve = (path: string) => join(root, path)
  if (run) writeLeappDatabase(resolve(leappPlaces.database), [{...preparedLeappRun, ...run}])
  return {
    resolve,
    has: path => existsSync(resolve(path)),
    list: path => (existsSync(resolve(path)) ? readdirSync(resolve(path)) : []),
    readText: path => (existsSync(resolve(path)) ? readFileSync(resolve(path), 'utf8') : undefined),
  }
}

const parse = (text: string) => parseConfigFiles([{file: 'livemode.yaml', text}])

async function read(files: MachineFiles, text = '') {
  const {from, repositories} = await readRpmRepositories(parse(text), targets['el-9'], files)
  const shown = repositories.map(
    ({id, baseurl: [address], keys: [first]}) =>
      `${id} ${address} ${first?.toString().slice(key.length)}`,
  )
  return {from, shown}
}

const failure = async (t: ExecutionContext, reading: Promise<unknown>) => {
  const error = await t.throwsAsync(reading, {instanceOf: LivemodeError})
  t.is((error as LivemodeError).code, 'CONFIG_INVALID')
  return error as LivemodeError
}

const fromCustom = 'baseos https://packages.example.org/9/baseos of the machine'
const fromUserspace = 'appstream https://packages.example.org/9-stream/appstream of the userspace'
const database = 'the message UsedTargetRepositories in /var/lib/leapp/leapp.db'

test('nothing of Leapp’s', async t => {
  t.deepEqual(await read(machineWith(t, {})), {from: null, shown: []})
  t.deepEqual(await read(machineWith(t, leapps)), {from: null, shown: []}, 'nobody has chosen any')
})

test('those that are enabled in the administrator’s file', async t => {
  t.deepEqual(await read(machineWith(t, custom)), {
    from: leappPlaces.repositories,
    shown: [fromCustom],
  })
})

test('those that Leapp has used, wherever they are defined: the administrator’s file comes first', async t => {
  const files = machineWith(
    t,
    {...custom, ...leapps},
    {repositories: ['baseos', 'appstream', 'extras']},
  )
  t.deepEqual(await read(files), {
    from: database,
    shown: [
      fromCustom,
      'extras https://packages.example.org/9/extras of the machine',
      fromUserspace,
    ],
  })
})

test('an upgrade to another release, and a database that cannot be read, say nothing', async t => {
  const environment = {LEAPP_IPU_IN_PROGRESS: '9to10'}
  const other = machineWith(t, {...custom, ...leapps}, {environment, repositories: ['appstream']})
  const damaged = machineWith(t, {...custom, [leappPlaces.database]: 'x'.repeat(2000)})
  for (const files of [other, damaged])
    t.deepEqual(await read(files), {from: leappPlaces.repositories, shown: [fromCustom]})
})

test('the configuration comes before all of it', async t => {
  const files = machineWith(t, {...custom, ...leapps}, {repositories: ['appstream']})
  const root = put(t, {'/own.key': `${key}of its own`, '/own.repo': ''})
  const own = `[own]\nbaseurl=https://own.example.org\ngpgkey=${root}/own.key\n`
  writeFileSync(join(root, 'own.repo'), own)
  t.deepEqual(await read(files, `repositories: [${root}/own.repo]\n`), {
    from: null,
    shown: ['own https://own.example.org of its own'],
  })
})

test('a message that is told chooses, also among the files that are named beside it', async t => {
  const files = machineWith(t, {...custom, ...leapps}, {repositories: ['baseos']})
  const root = put(t, {
    '/own.key': `${key}of its own`,
    '/UsedTargetRepositories.json': '{"repos": [{"repoid": "own"}, {"repoid": "appstream"}]}',
  })
  const message = join(root, 'UsedTargetRepositories.json')
  const own = `[own]\nenabled=0\nbaseurl=https://own.example.org\ngpgkey=${root}/own.key\n[other]\n`
  writeFileSync(join(root, 'own.repo'), own)
  t.deepEqual(await read(files, `repositories: [${root}/own.repo, ${message}]\n`), {
    from: message,
    shown: ['own https://own.example.org of its own', fromUserspace],
  })
  const {message: text} = await failure(t, read(machineWith(t, {}), `repositories: [${message}]\n`))
  t.is(
    text.split('\n')[0],
    `livemode.yaml:1:1: repositories: ${message} names the repository own, which neither /etc/leapp/files/leapp_upgrade_repositories.repo nor /var/lib/leapp/el9userspace/etc/yum.repos.d/*.repo has`,
  )
})

test('a file that is no such message, and a message where packages come by apt', async t => {
  const root = put(t, {'/a.json': '{"repos": [{}]}', '/b.json': '{"repos": []}'})
  const none = `${root}/a.json: is no message UsedTargetRepositories, {"repos": [{"repoid": "…"}]}`
  const {message} = await failure(t, read(machineWith(t, {}), `repositories: [${root}/a.json]\n`))
  t.is(message.split('\n')[0], `livemode.yaml:1:1: repositories: ${none}`)
  const apt = readRepositories(parse(`repositories: [${root}/b.json]\n`), {title: 'Debian 13'})
  t.is(
    (await failure(t, apt)).message.split('\n')[0],
    `livemode.yaml:1:1: repositories: ${root}/b.json: is a message of Leapp’s, and Debian 13 has its packages by apt`,
  )
})

const hint =
  'the configuration names no repositories, so that Leapp’s are taken: mend this, or name others (repositories in /etc/livemode/livemode.yaml)'

const wrong: Readonly<Record<string, [Texts, WrittenLeappRun | undefined, string]>> = {
  'a check that is switched off': [
    {[leappPlaces.repositories]: repository('baseos', 'gpgcheck=0')},
    undefined,
    `${leappPlaces.repositories}: [baseos] must not switch gpgcheck off`,
  ],
  'a key that is not there': [
    {[leappPlaces.repositories]: repository('baseos')},
    undefined,
    `${leappPlaces.repositories}: [baseos] /etc/pki/baseos.key: there is no such file`,
  ],
  'one that is used and wrong': [
    leapps,
    {repositories: ['broken']},
    `${userspace}/etc/yum.repos.d/rocky.repo: [broken] must not switch gpgcheck off`,
  ],
  'one that is used and nowhere': [
    leapps,
    {repositories: ['baseos', 'gone']},
    `/var/lib/leapp/leapp.db: ${database} names the repository gone, which neither /etc/leapp/files/leapp_upgrade_repositories.repo nor /var/lib/leapp/el9userspace/etc/yum.repos.d/*.repo has`,
  ],
}
for (const [what, [texts, run, sentence]] of Object.entries(wrong)) {
  test(`refused, with the file: ${what}`, async t => {
    const error = await failure(t, read(machineWith(t, texts, run)))
    t.is(error.message, sentence)
    t.is(error.hint, hint)
  })
}
