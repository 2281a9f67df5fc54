// The live image holds the target's system and the planned files, and nothing of the build or of a machine.
import {LivemodeError} from '@livemode/config'
import type {Container, Session} from '@livemode/container'
import type {ImageVerity} from '@livemode/live'
import {packageManagers} from '@livemode/userspace'
import test from 'ava'
import {inputWith} from '../test/planned.ts'
import {runtimeOf, startSession, startToolbox} from '../test/session.ts'
import {buildSquashfs} from './build-squashfs.ts'
import {type ImagePlan, planImage} from './plan.ts'
import {squashfsPath} from './squashfs.ts'

const input = inputWith(
  {
    setup_opensshd_with_auth_keys: '/root/.ssh/authorized_keys',
    setup_network_manager: true,
    setup_passwordless_root: true,
  },
  {authorizedKeys: 'ssh-ed25519 AAAA root@example\n'},
)
const log = () => {}

interface Entry {
  readonly mode: string
  readonly owner: string
  readonly target: string | undefined
}

let session: Session
let toolbox: Container
let plan: ImagePlan
let verity: ImageVerity
let entries: ReadonlyMap<string, Entry>

test.before(async () => {
  session = await startSession()
  toolbox = await startToolbox(session)
  plan = planImage(input)
  await runtimeOf(session, input)
  verity = await buildSquashfs(session, {plan, toolbox, log})
  const {stdout} = await toolbox.exec(['unsquashfs', '-llnumeric', '-dest', '', squashfsPath])
  entries = new Map(stdout.trimEnd().split('\n').map(parseLine))
})
test.after.always(async () => {
  await session[Symbol.asyncDispose]()
})

function parseLine(line: string): [string, Entry] {
  const match = /^(\S{10}) (\d+\/\d+) .* \d\d:\d\d (.*?)(?: -> (.*))?$/.exec(line)
  if (!match) throw new Error(`unsquashfs printed ${JSON.stringify(line)}`)
  const [, mode = '', owner = '', path = '', target] = match
  return [path === '' ? '/' : path, {mode, owner, target}]
}

const read = async (path: string) =>
  (await toolbox.exec(['unsquashfs', '-cat', squashfsPath, path])).stdout

test('what dmsquash-live knows a live system by is there', async t => {
  for (const folder of ['/', '/proc', '/usr', '/sys', '/dev', '/run', '/boot']) {
    t.like(entries.get(folder), {mode: 'drwxr-xr-x', owner: '0/0'}, folder)
  }
  t.regex(await read('usr/lib/os-release'), /^VERSION_ID="13"$/m)
  t.is(entries.get('/etc/os-release')?.target, '../usr/lib/os-release')
  t.true(entries.has('/usr/lib/systemd/systemd'))
  t.like(entries.get('/tmp'), {mode: 'drwxrwxrwt'})
})

test('behind it lies the hash tree, of all of it', async t => {
  const {rootHash, hashOffset} = verity
  const verify = (root: string) =>
    toolbox.exec([
      ...['veritysetup', 'verify', '--no-superblock', '--salt=-', `--hash-offset=${hashOffset}`],
      ...[`--data-blocks=${hashOffset / 4096}`, squashfsPath, squashfsPath, root],
    ])
  await t.notThrowsAsync(verify(rootHash))
  await t.throwsAsync(verify('0'.repeat(64)), {message: /Verification of root hash failed/})
  const {stdout} = await toolbox.exec(['unsquashfs', '-s', squashfsPath])
  const [, bytes] = /^Filesystem size (\d+) bytes/m.exec(stdout) ?? []
  t.is(hashOffset, Math.ceil(Number(bytes) / 4096) * 4096)
})

test('every planned file is there as it was planned', async t => {
  const modes = {file: '-', symlink: 'l', directory: 'd'}
  for (const file of plan.files) {
    const entry = entries.get(file.path)
    t.is(entry?.mode[0], modes[file.type], file.path)
    t.is(entry?.owner, `${file.uid}/${file.gid}`, file.path)
    if (file.type === 'symlink') t.is(entry?.target, file.target, file.path)
    if (file.type === 'file') {
      t.is(await read(file.path.slice(1)), file.content, file.path)
      t.is(entry?.mode, `-${permissions(file.mode)}`, file.path)
    }
  }
})

/** An octal mode as ls shows it. */
const permissions = (mode: string) =>
  [...mode.slice(1)]
    .map(digit => {
      const bits = Number(digit)
      return `${bits & 4 ? 'r' : '-'}${bits & 2 ? 'w' : '-'}${bits & 1 ? 'x' : '-'}`
    })
    .join('')

test('the image says which one it is', async t => {
  t.is(await read('usr/lib/livemode/build-id'), `${plan.buildId}\n`)
})

test('nothing is there twice', async t => {
  const {stdout} = await toolbox.exec(['unsquashfs', '-llnumeric', '-dest', '', squashfsPath])
  t.is(stdout.trimEnd().split('\n').length, entries.size)
})

test('nothing of the build or of a machine is there', async t => {
  t.is(await read('etc/machine-id'), '')
  t.is(await read('etc/hostname'), 'live-upgrade\n')
  const traces = [
    '/.dockerenv',
    '/etc/resolv.conf',
    '/run/.containerenv',
    '/var/lib/dbus/machine-id',
    '/var/lib/systemd/random-seed',
  ]
  t.deepEqual(
    traces.filter(path => entries.has(path)),
    [],
  )
  const keys = [...entries.keys()].filter(path => path.startsWith('/etc/ssh/ssh_host_'))
  t.deepEqual(keys, [])
  t.true(entries.has('/usr/sbin/sshd'), 'the package that makes host keys is there')
})

test('folders whose content belongs elsewhere are there and empty', t => {
  const {caches} = packageManagers[input.target.packageManager]
  const folders = ['boot', 'dev', 'proc', 'run', 'sys', 'tmp', 'var/log', 'var/tmp', ...caches]
  const missing = folders.filter(folder => !entries.get(`/${folder}`)?.mode.startsWith('d'))
  const full = [...entries.keys()].filter(path =>
    folders.some(folder => path.startsWith(`/${folder}/`)),
  )
  t.deepEqual({missing, full}, {missing: [], full: []})
})

test('the same plan gives the same image', async t => {
  const sum = async () => (await toolbox.exec(['sha256sum', squashfsPath])).stdout
  const first = await sum()
  t.deepEqual(await buildSquashfs(session, {plan, toolbox, log}), verity)
  t.is(await sum(), first)
})

test('where mksquashfs fails, it says why', async t => {
  const argv = ['mksquashfs', '-', squashfsPath, '-tar', '-comp', 'none']
  const broken = {...plan, squashfs: {...plan.squashfs, argv}}
  const error = await t.throwsAsync(buildSquashfs(session, {plan: broken, toolbox, log}), {
    instanceOf: LivemodeError,
    message: /^mksquashfs - \S+ -tar -comp none exited with code 1\n.*"none" is not supported!\n/,
  })
  t.is(error?.code, 'COMMAND_FAILED')
})

test('an image that is compressed otherwise is refused', async t => {
  const argv = ['mksquashfs', '-', squashfsPath, '-tar', '-noappend', '-quiet', '-comp', 'lz4']
  const other = {...plan, squashfs: {...plan.squashfs, argv}}
  const error = await t.throwsAsync(buildSquashfs(session, {plan: other, toolbox, log}), {
    instanceOf: LivemodeError,
    message: /^mksquashfs wrote no squashfs with zstd:\n(.*\n)*Compression lz4\n/,
  })
  t.is(error?.code, 'IMAGE_BROKEN')
})
