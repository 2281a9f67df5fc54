// Files and folders of configuration are found and read in order, and what cannot be read is named.
import {mkdir, mkdtemp, rm, symlink, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {defaultConfig, LivemodeError, parseConfigFiles} from '@livemode/config'
import {fixture, fixturePath} from '@livemode/fixtures'
import {parseHost} from '@livemode/host'
import test, {type ExecutionContext} from 'ava'
import {unhurried} from '../test/run-livemode.ts'
import {readBuildMachine, readInputs} from './input.ts'
import {readAuthorizedKeys, readConfig} from './named-config.ts'
import {readNamedHost} from './named-machine.ts'

/** A folder with these files, which goes when the test is over. */
async function folderOf(t: ExecutionContext, files: Readonly<Record<string, string>>) {
  const folder = await mkdtemp(join(tmpdir(), 'livemode-input-'))
  t.teardown(() => rm(folder, {recursive: true}))
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), {recursive: true})
    await writeFile(join(folder, name), text)
  }
  return folder
}

const placesIn = (folder: string) => ({
  file: join(folder, 'actor.d/livemode.yaml'),
  folder: join(folder, 'actor_conf.d'),
  own: join(folder, 'livemode.yaml'),
})

test('without any file, the defaults hold', async t => {
  const {config} = await readConfig({config: undefined}, placesIn(await folderOf(t, {})))
  t.deepEqual(config, defaultConfig)
})

test("both of Leapp's places are read, and livemode's own", async t => {
  const folder = await folderOf(t, {
    'actor.d/livemode.yaml': 'setup_network_manager: true\n',
    'actor_conf.d/livemode.yaml': 'livemode:\n  setup_passwordless_root: true\n',
    'actor_conf.d/rhui.yaml': 'rhui:\n  use_config: yes\n',
    'livemode.yaml': 'initramfs_timeout: 600\nsetup_network_manager: true\n',
  })
  const {config} = await readConfig({config: undefined}, placesIn(folder))
  t.deepEqual(config, {
    ...defaultConfig,
    setup_network_manager: true,
    setup_passwordless_root: true,
    initramfs_timeout: 600,
  })
})

test('a file and a folder that are named may hold settings of livemode’s own', async t => {
  const folder = await folderOf(t, {
    'a.yaml': 'initramfs_timeout: 600\nsetup_network_manager: true\n',
    'b.yaml': 'livemode:\n  setup_network_manager: true\n',
  })
  const expected = {...defaultConfig, initramfs_timeout: 600, setup_network_manager: true}
  t.deepEqual((await readConfig({config: folder})).config, expected)
  t.deepEqual((await readConfig({config: join(folder, 'a.yaml')})).config, expected)
})

test('Leapp’s file and folder may not, whoever names them', async t => {
  const text = 'initramfs_timeout: 600\n'
  const folder = await folderOf(t, {'actor.d/livemode.yaml': text, 'actor_conf.d/a.yaml': text})
  const places = placesIn(folder)
  const refusalOf = async (config: string | undefined) =>
    (await t.throwsAsync(readConfig({config}, places)))?.message
  const messageOf = (file: string) =>
    [
      `${file}:1:1: initramfs_timeout: is no setting of Leapp's: it belongs into /etc/livemode/livemode.yaml`,
      '    initramfs_timeout: 600',
      '    ^',
    ].join('\n')
  const [inFile, inFolder] = [messageOf(places.file), messageOf(`${places.folder}/a.yaml`)]
  t.is(await refusalOf(places.file), inFile)
  t.is(await refusalOf(places.folder), inFolder)
  t.is(await refusalOf(undefined), `${inFile}\n${inFolder}`)
})

test('a contradiction between them names both', async t => {
  const folder = await folderOf(t, {
    'actor.d/livemode.yaml': 'squashfs_fullpath: /a\n',
    'actor_conf.d/livemode.yaml': 'livemode:\n  squashfs_image_path: /b\n',
  })
  const {file, folder: shared} = placesIn(folder)
  await t.throwsAsync(readConfig({config: undefined}, placesIn(folder)), {
    instanceOf: LivemodeError,
    message: [
      `${shared}/livemode.yaml:2:24: squashfs_image_path: is "/b" here and "/a" at ${file}:1:20`,
      '      squashfs_image_path: /b',
      '                           ^',
    ].join('\n'),
  })
})

test('a folder is read in the order of the names, without hidden and other files', async t => {
  const folder = await folderOf(t, {
    'b.yaml': 'squashfs_fullpath: /b\n',
    'a.yaml': 'squashfs_fullpath: /a\n',
    '.a.yaml': 'nonsense\n',
    'notes.txt': 'nonsense\n',
  })
  const error = await t.throwsAsync(readConfig({config: folder}))
  t.regex(
    error?.message ?? '',
    /^.*\/b\.yaml:1:20: .* is "\/b" here and "\/a" at .*\/a\.yaml:1:20$/m,
  )
})

const unreadable: Readonly<Record<string, string>> = {
  '/nonexistent': '/nonexistent: there is no such file',
  '/dev/zero': '/dev/zero: it is a device',
}

for (const [path, message] of Object.entries(unreadable)) {
  test(`${path} is no configuration and no host`, async t => {
    const common = {target: 'debian-13', out: '/nonexistent', loader: undefined, engine: undefined}
    const config = join(import.meta.dirname, '../../../examples/minimal.yaml')
    const errors = [
      await t.throwsAsync(readConfig({config: path}), {message}),
      await t.throwsAsync(readInputs({...common, config, host: path}, unhurried), {message}),
    ]
    for (const error of errors) t.is((error as LivemodeError).exitCode, 2)
  })
}

test('a symlink that leads in a circle, and a file that is too large', async t => {
  const folder = await folderOf(t, {'large.yaml': '#'.repeat(1024 * 1024 + 1)})
  await symlink('circle.yaml', join(folder, 'circle.yaml'))
  const [circle, large] = [join(folder, 'circle.yaml'), join(folder, 'large.yaml')]
  await t.throwsAsync(readConfig({config: circle}), {
    message: `${circle}: it cannot be read (ELOOP)`,
  })
  await t.throwsAsync(readConfig({config: large}), {
    message: `${large}: it has more than 1048576 bytes, which cannot be right`,
  })
})

test('the keys are read from the file that the configuration names', async t => {
  const keys = fixturePath('authorized-keys/one')
  const folder = await folderOf(t, {'a.yaml': `setup_opensshd_with_auth_keys: ${keys}\n`})
  t.regex((await readAuthorizedKeys(await readConfig({config: folder}))) ?? '', /^ssh-ed25519 /)
  t.is(
    await readAuthorizedKeys(await readConfig({config: undefined}, placesIn('/nonexistent'))),
    null,
  )
})

test('an engine that the images of the target do not have is refused', async t => {
  const host = fixturePath('hosts/debian-12-ext4.json')
  const args = {host, config: undefined, target: 'debian-13', out: '/x', loader: undefined}
  const error = await t.throwsAsync(readInputs({...args, engine: 'dnf'}, unhurried), {
    message: 'images of Debian 13 have no engine "dnf"; they have apt, probe',
  })
  t.is((error as LivemodeError).exitCode, 2)
  t.is((await readInputs({...args, engine: 'probe'}, unhurried)).engine, 'probe')
})

test('a container engine that does not answer is something to report', async t => {
  const environment = {DOCKER_HOST: 'unix:///nonexistent.sock'}
  t.deepEqual(await readBuildMachine(environment), {
    engineProblem: 'no container engine answers at unix:///nonexistent.sock',
  })
})

const defaults = () => parseConfigFiles([])

test('a machine', async t => {
  const host = fixturePath('hosts/debian-12-ext4.json')
  const expected = parseHost(fixture('hosts/debian-12-ext4.json'), {file: host})
  t.deepEqual(await readNamedHost({host}, {parsed: defaults(), ...unhurried}), expected)
})

test('this machine, where none is named', async t => {
  const {resolvedPaths, space} = await readNamedHost(
    {host: undefined},
    {parsed: defaults(), ...unhurried},
  )
  t.true(defaultConfig.squashfs_fullpath in space)
  t.is(typeof resolvedPaths, 'object')
})

test('authorized keys are taken as they are', async t => {
  const text = `# a comment\n${fixture('authorized-keys/one').trimEnd()}`
  const folder = await folderOf(t, {authorized_keys: text})
  const file = 'a.yaml'
  const yaml = `setup_opensshd_with_auth_keys: ${folder}/authorized_keys\n`
  t.is(await readAuthorizedKeys(parseConfigFiles([{file, text: yaml}])), text)
})

test('a folder is no machine', async t => {
  const host = await folderOf(t, {})
  await t.throwsAsync(readNamedHost({host}, {parsed: defaults(), ...unhurried}), {
    instanceOf: LivemodeError,
    code: 'USAGE',
    message: `${host}: it is a folder`,
  })
})

test('a machine that is no JSON is refused by its name', async t => {
  const host = join(await folderOf(t, {'host.json': '{'}), 'host.json')
  const error = await t.throwsAsync(readNamedHost({host}, {parsed: defaults(), ...unhurried}), {
    instanceOf: LivemodeError,
    code: 'HOST_INVALID',
  })
  t.true(error?.message.startsWith(`${host}:1:2: `), error?.message)
})
