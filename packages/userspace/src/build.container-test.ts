// A target's userspace is what its description says, is made only once, and never half.
import {hostname} from 'node:os'
import {defaultConfig, LivemodeError} from '@livemode/config'
import {connectEngine, findImage, removeImage, Session} from '@livemode/container'
import test from 'ava'
import {buildUserspace} from './build.ts'
import {baseReference, ensureBase} from './families/debian/base.ts'
import {ensureInstalled} from './install.ts'
import {installedReference} from './layer-reference.ts'
import {planLayers} from './layers.ts'
import {packageManagers} from './package-managers/index.ts'
import {planRequirements} from './requirements.ts'
import {defaultTargetId, findTargetId, targets} from './targets/index.ts'
import type {DebianTarget, Target} from './targets/target.ts'
import {ensureToolbox} from './toolbox.ts'

let session: Session

test.before(async () => {
  const owner = {hostname: hostname(), pid: process.pid}
  session = new Session(await connectEngine(process.env), {
    owner,
    signal: new AbortController().signal,
  })
})
test.after.always(async () => {
  await session[Symbol.asyncDispose]()
})

/** The newest, or the one that the environment names. */
const id = findTargetId(process.env.LIVEMODE_TEST_TARGET ?? defaultTargetId)
const target: Target = targets[id]
const newest: DebianTarget = targets[defaultTargetId]

const log = () => {}

test(`${id} has what its description says`, async t => {
  const requirements = planRequirements(target, defaultConfig)
  const userspace = await buildUserspace(session, {target, requirements, log})

  t.is(userspace.image, planLayers(target, requirements).userspace)
  t.true(userspace.dracutVersion.startsWith(target.dracutVersion), userspace.dracutVersion)
  await using container = await session.start(userspace.image, {name: 'test'})
  const {stdout: systemd} = await container.exec(['systemctl', '--version'])
  t.true(systemd.startsWith(`systemd ${target.systemdVersion} `), systemd)
  await container.exec(['test', '-f', userspace.kernelPath])
  await container.exec(['test', '-d', `/usr/lib/modules/${userspace.kernelVersion}`])

  const installed = userspace.packages.map(line => line.split(' ')[0])
  const missing = requirements.common.filter(name => !installed.includes(name))
  t.deepEqual(missing, [])
  for (const line of userspace.packages) t.regex(line, /^\S+ \S+ \S+$/)
  t.is(userspace.osRelease.versionId?.split('.')[0], id.split('-').at(-1))
})

test(`${id} is made only once`, async t => {
  const lines: string[] = []
  const requirements = planRequirements(target, defaultConfig)
  await buildUserspace(session, {target, requirements, log: line => lines.push(line)})
  t.deepEqual(lines, [])
})

test(`firmware can be asked for in ${id}`, async t => {
  const {image} = await buildUserspace(session, {
    target,
    requirements: planRequirements(target, defaultConfig),
    log,
  })
  await using container = await session.start(image, {name: 'test'})
  await container.exec(['apt-get', 'update', '--quiet'])
  const {stdout} = await container.exec(['apt-get', '--simulate', 'install', 'firmware-bnx2x'])
  t.regex(stdout, /^Inst firmware-bnx2x /m)
})

test('the toolbox has the programs that make and check images', async t => {
  const image = await ensureToolbox(session, {log})
  await using container = await session.start(image, {name: 'test'})
  for (const program of ['mksquashfs', 'unsquashfs', 'mmdebstrap', 'qemu-img', 'shellcheck']) {
    await t.notThrowsAsync(container.exec(['sh', '-c', `command -v ${program}`]))
  }
})

test('a userspace without a kernel is refused', async t => {
  const requirements = {common: ['dracut'], additional: []}
  t.teardown(() => removeImage(session.engine, planLayers(target, requirements).userspace))
  const error = await t.throwsAsync(buildUserspace(session, {target, requirements, log}), {
    instanceOf: LivemodeError,
    message: 'the target userspace must hold one kernel, and has none',
  })
  t.is(error?.code, 'IMAGE_BROKEN')
})

test('an installation that fails leaves no image', async t => {
  const from = await ensureBase(session, {...newest.base, log})
  const installation = {
    layer: 'common',
    manager: packageManagers.apt,
    packages: ['no-such-package'],
  }
  const lines: string[] = []
  const error = await t.throwsAsync(
    ensureInstalled(session, {...installation, from, log: line => lines.push(line)}),
    {
      instanceOf: LivemodeError,
      message: 'the distribution’s repositories lack the package no-such-package',
    },
  )
  t.is(error?.code, 'REPOSITORY_FAILED')
  t.is(lines[0], 'installing 1 packages: no-such-package')
  t.is(await findImage(session.engine, installedReference('common', from, installation)), undefined)
})

test('a release that no mirror has is no base, and leaves no image', async t => {
  const toolbox = await ensureToolbox(session, {log})
  const error = await t.throwsAsync(
    ensureBase(session, {suite: 'no-such-release', packages: [], toolbox, log}),
    {
      instanceOf: LivemodeError,
      message: /^the repository http:\/\/\S+ no-such-release: there is no such suite$/,
    },
  )
  t.is(error?.code, 'REPOSITORY_FAILED')
  t.is(
    await findImage(session.engine, baseReference({suite: 'no-such-release', packages: []})),
    undefined,
  )
})

test('without a registry and without mmdebstrap there is no base', async t => {
  const path = process.env.PATH
  t.teardown(() => {
    process.env.PATH = path
  })
  process.env.PATH = '/nonexistent'
  const error = await t.throwsAsync(
    ensureBase(session, {suite: 'no-such-release', packages: [], log}),
  )
  const cause = error?.cause instanceof LivemodeError ? error.cause.message : ''
  t.is(cause, 'this machine has no mmdebstrap')
})
