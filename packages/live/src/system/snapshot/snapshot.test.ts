// A source goes back to what its snapshot says, whatever has been done to it, and whenever that is cut off.
import {execFileSync, spawnSync} from 'node:child_process'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import {join} from 'node:path'
import type {Mount} from '@livemode/host'
import test, {type ExecutionContext} from 'ava'
import {startLive} from '../../../test/live-system.ts'
import {facts} from '../../../test/upgrade-run.ts'
import {assets} from '../../assets.ts'
import {Refusal} from '../../engines/engine.ts'
import {discardSnapshot, goBack, mendFolders, readSnapshot, takeSnapshot} from './index.ts'
import {findWrittenInPlace} from './linked-files.ts'

const source = {
  '/usr/bin/tool': 'old tool\n',
  '/usr/bin/sudo': 'privileged\n',
  '/usr/lib/tool/data': 'x'.repeat(100_000),
  '/usr/share/tool/tool.conf': 'old share\n',
  '/usr/share/doc/tool/README': 'old text\n',
  '/opt/vendor/program': 'vendor\n',
  '/etc/tool.conf': 'old configuration\n',
  '/etc/systemd/system/a.service': 'old unit\n',
  '/etc/livemode/installation': 'this-installation\n',
  '/etc/livemode/run.json': '{}\n',
  '/var/lib/tool/state': 'old state\n',
  '/var/lib/leapp/packages/transaction.json': '{}\n',
  '/var/cache/debconf/config.dat': 'old answer\n',
  '/var/cache/tool/made': 'again\n',
  '/root/.profile': 'old profile\n',
  '/root/work': 'of somebody\n',
  '/boot/vmlinuz-1': 'old kernel\n',
  '/boot/grub/grub.cfg': 'old menu\n',
  '/boot/livemode/vmlinuz': 'live kernel\n',
  '/home/somebody/file': 'of somebody\n',
}

const real = ([program = '', ...rest]: readonly string[]) => {
  const {status, stdout, stderr} = spawnSync(program, rest, {encoding: 'utf8'})
  return {code: status, stdout, stderr}
}

/** A source on real files, and the real programs that act on them. */
function start(t: ExecutionContext, answers: Readonly<Record<string, typeof real>> = {}) {
  const programs = Object.fromEntries(
    ['cp', 'env', 'sh', 'touch', 'rm', 'chattr', 'getcap'].map(name => [name, real]),
  )
  const started = startLive(t, {
    source,
    links: {'/bin': 'usr/bin', '/vmlinuz': 'boot/vmlinuz-1', '/usr/bin/alias': 'tool'},
    files: {'/usr/lib/livemode/exchange': assets.read('exchange')},
    programs: {...programs, ...answers},
  })
  const {live, sourceRoot} = started
  chmodSync(join(sourceRoot, 'usr/bin/sudo'), 0o4755)
  utimesSync(join(sourceRoot, 'usr/bin/tool'), 1000, 1000)
  utimesSync(join(sourceRoot, 'var/lib'), 2000, 2000.123)
  const mount = {target: sourceRoot, fstype: 'ext4', source: 'none', options: 'rw'} as Mount
  const mounts = [mount]
  const told: string[] = []
  const take = (snapshot: 'auto' | 'required' | 'none' = 'auto', bytes = 0) =>
    takeSnapshot(live, {
      machine: {...facts, snapshot},
      mounts,
      source: 'Debian 12',
      needs: [{what: 'packages', path: '/usr', bytes}],
      note: ({lookAt = []}) => told.push(...lookAt),
    })
  return {...started, mounts, told, take}
}

/** Everything that can be told of files: kind, mode, owner, time to the nanosecond, and content. */
function treeOf(root: string): readonly string[] {
  const names = readdirSync(root, {encoding: 'utf8', recursive: true}).toSorted()
  return names.map(name => {
    const path = join(root, name)
    const {mode, uid, gid, mtimeNs} = lstatSync(path, {bigint: true})
    const stats = lstatSync(path)
    let content = ''
    if (stats.isFile()) content = readFileSync(path, 'latin1').slice(0, 40)
    if (stats.isSymbolicLink()) content = readlinkSync(path)
    return [name, mode.toString(8), uid, gid, stats.isSymbolicLink() ? 0 : mtimeNs, content].join(
      ' ',
    )
  })
}

/** What package managers and scripts do: replaced files, in-place writes, new names, others that go. */
function upgrade(root: string): void {
  const replace = (path: string, text: string) => {
    writeFileSync(join(root, `${path}.dpkg-new`), text)
    renameSync(join(root, `${path}.dpkg-new`), join(root, path))
  }
  replace('usr/bin/tool', 'new tool\n')
  // As dpkg does before it replaces such a file.
  chmodSync(join(root, 'usr/bin/sudo'), 0o600)
  replace('usr/bin/sudo', 'newly privileged\n')
  writeFileSync(join(root, 'usr/share/tool/tool.conf'), 'written in place\n')
  writeFileSync(join(root, 'etc/tool.conf'), 'new configuration\n')
  writeFileSync(join(root, 'var/lib/tool/state'), 'new state\n')
  writeFileSync(join(root, 'var/cache/debconf/config.dat'), 'new answer\n')
  writeFileSync(join(root, 'root/.profile'), 'new profile\n')
  writeFileSync(join(root, 'boot/grub/grub.cfg'), 'new menu\n')
  writeFileSync(join(root, 'boot/vmlinuz-2'), 'new kernel\n')
  writeFileSync(join(root, 'boot/livemode/resume'), '')
  mkdirSync(join(root, 'var/lib/new-package'))
  mkdirSync(join(root, 'etc/new-package.d'))
  mkdirSync(join(root, 'lib.usr-is-merged'))
  rmSync(join(root, 'etc/systemd'), {recursive: true})
  rmSync(join(root, 'opt'), {recursive: true})
  rmSync(join(root, 'vmlinuz'))
  symlinkSync('boot/vmlinuz-2', join(root, 'vmlinuz'))
  writeFileSync(join(root, 'etc/livemode/run.json'), '{"changed": true}\n')
}

const without = (lines: readonly string[], ...names: readonly string[]) =>
  lines.filter(line => !names.some(name => line.startsWith(`${name} `)))

test('what has been upgraded is what it was before, to the nanosecond, and nothing is left of the snapshot', async t => {
  const {live, sourceRoot, mounts, take, told} = start(t)
  const before = treeOf(sourceRoot)
  await take()
  t.deepEqual(told, [])
  t.deepEqual(
    without(treeOf(sourceRoot).filter(line => !line.startsWith('.livemode-before'))),
    before,
  )
  t.is((lstatSync(join(sourceRoot, '.livemode-before')).mode & 0o7777).toString(8), '700')
  upgrade(sourceRoot)
  const snapshot = readSnapshot(sourceRoot)
  if (snapshot === undefined) return t.fail('it is not whole')
  t.deepEqual(findWrittenInPlace(sourceRoot, snapshot), [])
  t.deepEqual(await goBack(live, {snapshot, mounts}), [])
  await discardSnapshot(live, mounts)
  await mendFolders(live, snapshot)
  const own = ['etc/livemode/run.json', 'boot/livemode/resume', 'boot/livemode']
  t.deepEqual(without(treeOf(sourceRoot), ...own), without(before, ...own))
  t.true(
    existsSync(join(sourceRoot, 'boot/livemode/resume')),
    'the live system is what boots still',
  )
  t.is(readFileSync(join(sourceRoot, 'etc/livemode/run.json'), 'utf8'), '{"changed": true}\n')
})

test('it can be cut off at each of its steps, and done again', async t => {
  for (let steps = 0; ; steps += 1) {
    let left = 1000
    const cut = {
      sh: (argv: readonly string[]) => {
        if (left === 0) throw new Error('the power is lost')
        left -= 1
        return real(argv)
      },
    }
    const {live, sourceRoot, mounts, take} = start(t, cut)
    const before = treeOf(sourceRoot)
    await take()
    upgrade(sourceRoot)
    const snapshot = readSnapshot(sourceRoot)
    if (snapshot === undefined) return t.fail('it is not whole')
    left = steps
    const isCut = await goBack(live, {snapshot, mounts}).then(
      () => false,
      () => true,
    )
    left = 1000
    if (isCut) await goBack(live, {snapshot, mounts})
    await discardSnapshot(live, mounts)
    await mendFolders(live, snapshot)
    const own = ['etc/livemode/run.json', 'boot/livemode/resume', 'boot/livemode']
    t.deepEqual(without(treeOf(sourceRoot), ...own), without(before, ...own), `${steps}`)
    if (!isCut) break
  }
})

test('what was linked and written in place all the same is known, by its name', async t => {
  const {sourceRoot, take} = start(t)
  await take()
  const snapshot = readSnapshot(sourceRoot)
  if (snapshot === undefined) return t.fail('it is not whole')
  writeFileSync(join(sourceRoot, 'usr/lib/tool/data'), 'written in place\n')
  writeFileSync(join(sourceRoot, 'usr/share/tool/tool.conf'), 'this, too, but it is a copy\n')
  t.deepEqual(findWrittenInPlace(sourceRoot, snapshot), ['/usr/lib/tool/data'])
})

test('where the file system shares blocks, all are copies, and what is written in place goes back, too', async t => {
  // As a file system answers that does; what is copied then is copied by this one.
  const sharing = {
    cp: (argv: readonly string[]) =>
      argv.includes('--reflink=always') ? {code: 0, stdout: '', stderr: ''} : real(argv),
  }
  const {live, sourceRoot, mounts, take} = start(t, sharing)
  const before = treeOf(sourceRoot)
  await take()
  upgrade(sourceRoot)
  writeFileSync(join(sourceRoot, 'usr/lib/tool/data'), 'written in place\n')
  const snapshot = readSnapshot(sourceRoot)
  if (snapshot === undefined) return t.fail('it is not whole')
  t.deepEqual(findWrittenInPlace(sourceRoot, snapshot), [])
  await goBack(live, {snapshot, mounts})
  await discardSnapshot(live, mounts)
  await mendFolders(live, snapshot)
  const own = ['etc/livemode/run.json', 'boot/livemode/resume', 'boot/livemode']
  t.deepEqual(without(treeOf(sourceRoot), ...own), without(before, ...own))
})

test('data that the upgrade does not need, and that is large, is left out and told, and stays as it is', async t => {
  const {live, sourceRoot, mounts, take, told} = start(t)
  const data = join(sourceRoot, 'var/lib/database')
  mkdirSync(data)
  execFileSync('fallocate', ['--length', '1100M', join(data, 'table')])
  await take()
  t.deepEqual(told, [
    '/var/lib/database is not in the snapshot: more than 1000 MB that the upgrade does not need',
  ])
  const snapshot = readSnapshot(sourceRoot)
  if (snapshot === undefined) return t.fail('it is not whole')
  writeFileSync(join(data, 'table'), 'later')
  await goBack(live, {snapshot, mounts})
  t.is(readFileSync(join(data, 'table'), 'utf8'), 'later')
})

test('each file system holds its own, but for those that packages do not need', async t => {
  const {live, sourceRoot, mounts, told} = start(t)
  const own = ['/usr', '/usr/local', '/boot'].map(
    at => ({...mounts[0], target: `${sourceRoot}${at}`}) as Mount,
  )
  mkdirSync(join(sourceRoot, 'usr/local/bin'), {recursive: true})
  const all = [...mounts, ...own]
  const before = treeOf(sourceRoot)
  await takeSnapshot(live, {
    machine: {...facts, snapshot: 'required'},
    mounts: all,
    source: '',
    needs: [],
    note: ({lookAt = []}) => told.push(...lookAt),
  })
  t.deepEqual(told, ['/usr/local is not in the snapshot: a file system of its own'])
  t.true(existsSync(join(sourceRoot, 'usr/.livemode-before/before/bin/tool')))
  t.true(existsSync(join(sourceRoot, 'boot/.livemode-before/before/grub/grub.cfg')))
  upgrade(sourceRoot)
  const snapshot = readSnapshot(sourceRoot)
  if (snapshot === undefined) return t.fail('it is not whole')
  await goBack(live, {snapshot, mounts: all})
  await discardSnapshot(live, all)
  await mendFolders(live, snapshot)
  const others = ['etc/livemode/run.json', 'boot/livemode/resume', 'boot/livemode']
  t.deepEqual(without(treeOf(sourceRoot), ...others), without(before, ...others))
})

test('a snapshot that has to be is refused where there is no room, one that need not be is told', async t => {
  const {sourceRoot, take, told} = start(t)
  const many = 1e15
  const error = await t.throwsAsync(() => take('required', many), {instanceOf: Refusal})
  t.regex(
    error?.message ?? '',
    /^no snapshot can be made: \/\S* of the source has \d+ MB free, and upgrade and snapshot may need \d+ MB$/,
  )
  t.false(existsSync(join(sourceRoot, '.livemode-before')))
  await take('auto', many)
  t.regex(told[0] ?? '', /^this upgrade cannot be taken back, for no snapshot could be made: /)
  t.false(existsSync(join(sourceRoot, '.livemode-before')))
  t.is(told.length, 1)
})

test('none is made where none is wanted, and what is left of another goes', async t => {
  const {sourceRoot, take} = start(t)
  await take()
  const first = readSnapshot(sourceRoot)
  t.is(first?.installation, 'this-installation')
  execFileSync('rm', [join(sourceRoot, '.livemode-before/snapshot.json')])
  t.is(readSnapshot(sourceRoot), undefined, 'half of one is none')
  await take('none')
  t.false(existsSync(join(sourceRoot, '.livemode-before')))
})
