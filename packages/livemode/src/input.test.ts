// The files that the arguments name are read, and one that cannot be is named with the reason.
import {mkdir, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {defaultConfig, LivemodeError} from '@livemode/config'
import {fixture, fixturePath} from '@livemode/fixtures'
import {parseHost} from '@livemode/host'
import test from 'ava'
import {readAuthorizedKeys, readConfig, readNamedHost} from './input.ts'
import {newFolder} from './run-livemode.ts'

test('a configuration', async t => {
  const config = join(await newFolder(t), 'livemode.yaml')
  await writeFile(config, 'setup_passwordless_root: true\n')
  t.deepEqual(await readConfig({config}), {...defaultConfig, setup_passwordless_root: true})
})

test('a machine', async t => {
  const host = fixturePath('hosts/debian-12-ext4.json')
  const expected = parseHost(fixture('hosts/debian-12-ext4.json'), {file: host})
  t.deepEqual(await readNamedHost({host}, defaultConfig), expected)
})

test('this machine, where none is named', async t => {
  const {resolvedPaths, space} = await readNamedHost({host: undefined}, defaultConfig)
  t.true(defaultConfig.squashfs_fullpath in space)
  t.is(typeof resolvedPaths, 'object')
})

test('authorized keys, as they are, and only where they are asked for', async t => {
  const keys = join(await newFolder(t), 'authorized_keys')
  await writeFile(keys, '# a comment\nssh-ed25519 AAAA root@example')
  const config = {...defaultConfig, setup_opensshd_with_auth_keys: keys}
  t.is(await readAuthorizedKeys(config), '# a comment\nssh-ed25519 AAAA root@example')
  t.is(await readAuthorizedKeys(defaultConfig), null)
})

test('what cannot be read is named', async t => {
  const folder = await newFolder(t)
  await mkdir(join(folder, 'folder'))
  for (const [name, why] of [
    ['nowhere', 'there is no such file'],
    ['folder', 'it cannot be read (EISDIR)'],
  ] as const) {
    const path = join(folder, name)
    const keys = {...defaultConfig, setup_opensshd_with_auth_keys: path}
    for (const reading of [
      readConfig({config: path}),
      readNamedHost({host: path}, defaultConfig),
      readAuthorizedKeys(keys),
    ]) {
      const error = await t.throwsAsync(reading, {
        instanceOf: LivemodeError,
        message: `${path}: ${why}`,
      })
      t.is(error?.code, 'USAGE')
    }
  }
})

test('a machine that is no JSON is refused by its name', async t => {
  const host = join(await newFolder(t), 'host.json')
  await writeFile(host, '{')
  const error = await t.throwsAsync(readNamedHost({host}, defaultConfig), {
    instanceOf: LivemodeError,
  })
  t.is(error?.code, 'HOST_INVALID')
  t.true(error?.message.startsWith(`${host}:1:2: `), error?.message)
})
