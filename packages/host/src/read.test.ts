// The machine that runs the tests can be read, and what is missing on it is named.
import {mkdtemp, rm, symlink} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {LivemodeError} from '@livemode/config'
import test from 'ava'
import {locateFile, parseHost, readHost} from './index.ts'
import {parseDefaultSubvolume} from './read.ts'

test('a host that was read is a host, and comes back from JSON unchanged', async t => {
  const host = await readHost()
  t.deepEqual(parseHost(JSON.stringify(host), {file: 'host.json'}), host)
  t.deepEqual(Object.keys(host.space), ['/', '/boot', '/var/cache', '/var/lib/leapp'])
  t.is(host.mounts[0]?.target, '/')
})

test('symlinks of a path asked for are followed, though the file is not there yet', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'livemode-host-'))
  t.teardown(() => rm(folder, {recursive: true}))
  await symlink('/proc', join(folder, 'link'))

  const path = join(folder, 'link', 'images', 'live-upgrade.img')
  const host = await readHost({paths: [path]})
  t.is(host.resolvedPaths[path], '/proc/images/live-upgrade.img')
  t.is(locateFile(host, path).mount.target, '/proc')
  t.deepEqual(host.space[path], {available: 0})
})

test('a missing program is named with the package that has it', async t => {
  const error = await t.throwsAsync(readHost({environment: {PATH: '/nonexistent'}}), {
    instanceOf: LivemodeError,
    message: 'the program lsblk is missing',
  })
  t.is(error?.code, 'HOST_UNREADABLE')
  t.is(error?.hint, 'install the package util-linux, which has lsblk')
})

test('a relative path is refused', async t => {
  await t.throwsAsync(readHost({paths: ['live-upgrade.img']}), {
    message: 'live-upgrade.img is not an absolute path',
  })
})

test('the default subvolume of a btrfs', t => {
  t.is(parseDefaultSubvolume('ID 5 (FS_TREE)\n'), '/')
  t.is(
    parseDefaultSubvolume('ID 271 gen 1034 top level 266 path @/.snapshots/7/snap shot\n'),
    '/@/.snapshots/7/snap shot',
  )
  t.is(parseDefaultSubvolume('ERROR: not a btrfs filesystem: /\n'), undefined)
  t.is(parseDefaultSubvolume(''), undefined)
})
