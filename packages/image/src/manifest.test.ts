// A manifest is read back as it was written, and an artifact that is not what it says is found out.
import {createHash} from 'node:crypto'
import {mkdtemp, rm, truncate, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import test, {type ExecutionContext} from 'ava'
import {artifactNames, isIntact, type Manifest, manifestName, readManifest} from './manifest.ts'

const content = Buffer.alloc(3_000_000, 'live')
const artifact = {
  size: content.length,
  sha256: createHash('sha256').update(content).digest('hex'),
}

const manifest: Manifest = {
  buildId: '0123456789abcdef',
  target: {id: 'debian-13', prettyName: 'Debian GNU/Linux 13 (trixie)'},
  artifacts: {
    'vmlinuz-upgrade.x86_64': artifact,
    'initramfs-upgrade.x86_64.img': artifact,
    'live-upgrade.img': artifact,
  },
  verity: {rootHash: 'ab'.repeat(32), hashOffset: 4096},
  layers: {
    userspace: 'livemode/common:1',
    initramfs: 'livemode/initramfs:2',
    squashfs: 'livemode/squashfs:3',
  },
  userspace: {id: 'sha256:1', baseId: 'sha256:0', made: '2026-11-01T00:00:00Z'},
  engines: ['probe'],
  deviceSupport: ['tpm2'],
  dracutModules: ['livemode'],
  nodeVersion: 'v24.0.0',
  kernelVersion: '6.12.48-amd64',
  dracutVersion: '106-6',
  tools: {mksquashfs: 'mksquashfs version 4.6.1'},
  timings: {'Live image': 4.2},
  packages: ['dracut 106-6 amd64'],
}

async function newFolder(t: ExecutionContext): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'livemode-manifest-'))
  t.teardown(() => rm(path, {recursive: true, force: true}))
  await writeFile(join(path, manifestName), JSON.stringify(manifest))
  await writeFile(join(path, artifactNames.squashfs), content)
  return path
}

test('a manifest is read', async t => {
  t.deepEqual(await readManifest(await newFolder(t)), manifest)
})

test('what is no manifest is none', async t => {
  const folder = await newFolder(t)
  const {buildId: _, ...incomplete} = manifest
  const {artifacts, ...rest} = manifest
  const {'live-upgrade.img': _image, ...others} = artifacts
  for (const text of [
    '',
    '{',
    'null',
    '[]',
    JSON.stringify(incomplete),
    JSON.stringify({...rest, artifacts: others}),
    JSON.stringify({...manifest, artifacts: {...artifacts, other: artifact}}),
    JSON.stringify(manifest).slice(0, -10),
  ]) {
    await writeFile(join(folder, manifestName), text)
    t.is(await readManifest(folder), undefined, text)
  }
  await rm(join(folder, manifestName))
  t.is(await readManifest(folder), undefined)
  t.is(await readManifest(join(folder, 'nowhere')), undefined)
})

const name = artifactNames.squashfs

test('an artifact is intact', async t => {
  t.true(await isIntact(await newFolder(t), {manifest, name}))
})

test('a missing one is not', async t => {
  const folder = await newFolder(t)
  t.false(await isIntact(folder, {manifest, name: artifactNames.kernel}))
  t.false(await isIntact(join(folder, 'nowhere'), {manifest, name}))
})

test('a truncated one is not', async t => {
  const folder = await newFolder(t)
  await truncate(join(folder, name), content.length - 1)
  t.false(await isIntact(folder, {manifest, name}))
})

test('one with another byte is not', async t => {
  const folder = await newFolder(t)
  const altered = Buffer.from(content)
  altered[2_000_000] = 0
  await writeFile(join(folder, name), altered)
  t.false(await isIntact(folder, {manifest, name}))
})

test('a longer one is not', async t => {
  const folder = await newFolder(t)
  await writeFile(join(folder, name), Buffer.concat([content, Buffer.alloc(1)]))
  t.false(await isIntact(folder, {manifest, name}))
})
