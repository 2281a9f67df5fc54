// A build gives artifacts that are what the manifest says, makes nothing twice, and leaves nothing half.
import {spawn} from 'node:child_process'
import {createHash} from 'node:crypto'
import {once} from 'node:events'
import {open, readdir, readFile, stat, writeFile} from 'node:fs/promises'
import {hostname} from 'node:os'
import {join} from 'node:path'
import {messages} from '@livemode/config'
import {connectEngine, type Engine, ownerLabel, renderOwner} from '@livemode/container'
import type {Manifest} from '@livemode/image'
import test from 'ava'
import {enabled, host, mainFile, newFolder, runLivemode} from '../test/run-livemode.ts'

const artifacts = [
  'initramfs-upgrade.x86_64.img',
  'live-upgrade.img',
  'vmlinuz-upgrade.x86_64',
] as const

const run = (folder: string, ...argv: string[]) =>
  runLivemode(['build', ...host, '--out', 'out', ...argv], {
    folder,
    ...engineEnvironment(),
    ...enabled,
  })

/** What says where the container engine is. */
function engineEnvironment(): Record<string, string> {
  const {DOCKER_HOST, XDG_RUNTIME_DIR} = process.env
  return {...(DOCKER_HOST && {DOCKER_HOST}), ...(XDG_RUNTIME_DIR && {XDG_RUNTIME_DIR})}
}

const readManifest = async (folder: string): Promise<Manifest> =>
  JSON.parse(await readFile(join(folder, 'out/manifest.json'), 'utf8'))

const sha256 = async (path: string) =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex')

/** What identifies every file below a folder: a file that was written again is another one. */
async function identify(folder: string): Promise<Record<string, string>> {
  const names = await readdir(folder, {recursive: true})
  const entries = names.toSorted().map(async name => {
    const {ino, mtimeNs} = await stat(join(folder, name), {bigint: true})
    return [name, `${ino} ${mtimeNs}`] as const
  })
  return Object.fromEntries(await Promise.all(entries))
}

const changed = (before: Record<string, string>, after: Record<string, string>) =>
  Object.keys({...before, ...after}).filter(name => before[name] !== after[name])

async function containersOf(engine: Engine, pid: number): Promise<readonly string[]> {
  const label = `${ownerLabel}=${renderOwner({hostname: hostname(), pid})}`
  const containers = await engine.docker.listContainers({all: true, filters: {label: [label]}})
  return containers.flatMap(({Names}) => Names)
}

test('build, build again, repair', async t => {
  const folder = await newFolder(t)
  const out = join(folder, 'out')
  const first = await run(folder)
  t.is(first.code, 0, first.stderr)
  const manifest = await readManifest(folder)
  t.is(first.stdout, `Debian GNU/Linux 13 (trixie), image ${manifest.buildId}: ${out}\n`)
  t.deepEqual(
    first.stderr
      .replaceAll(/\d+\.\d s/g, 'N s')
      .trimEnd()
      .split('\n'),
    ['Toolbox', 'Target userspace', 'Initramfs', 'Live image'].flatMap(title => [
      `${title} …`,
      `${title}: N s`,
    ]),
  )

  t.deepEqual(
    (await readdir(out)).toSorted(),
    [...artifacts, 'manifest.json', 'messages'].toSorted(),
  )
  t.deepEqual(Object.keys(manifest.artifacts).toSorted(), [...artifacts])
  for (const name of artifacts) {
    const {size, sha256: expected} = manifest.artifacts[name]
    t.is((await stat(join(out, name))).size, size, name)
    t.is(await sha256(join(out, name)), expected, name)
  }
  t.deepEqual(Object.keys(manifest.timings), [
    'Toolbox',
    'Target userspace',
    'Initramfs',
    'Live image',
  ])
  t.true(manifest.packages.some(line => line.startsWith('dracut ')))
  const files = await readdir(join(out, 'messages'))
  t.deepEqual(
    files.toSorted(),
    Object.keys(messages)
      .filter(name => name !== 'UpgradeTransaction')
      .map(name => `${name}.json`)
      .toSorted(),
  )

  const built = await identify(folder)
  const second = await run(folder)
  t.deepEqual(second, {code: 0, stdout: first.stdout, stderr: ''})
  t.deepEqual(changed(built, await identify(folder)), [])

  const image = await open(join(out, 'live-upgrade.img'), 'r+')
  await image.write(Buffer.from([0xff ^ (await readByte(image, 5000))]), 0, 1, 5000)
  await image.close()
  const damaged = await identify(folder)
  const third = await run(folder, '--json')
  t.is(third.code, 0, third.stderr)
  t.false(third.stderr.includes('Initramfs'))
  const repaired: Manifest = JSON.parse(third.stdout)
  t.deepEqual(repaired, await readManifest(folder))
  t.deepEqual(repaired.artifacts, manifest.artifacts)
  t.is(await sha256(join(out, 'live-upgrade.img')), manifest.artifacts['live-upgrade.img'].sha256)
  t.deepEqual(changed(damaged, await identify(folder)), [
    'out',
    'out/live-upgrade.img',
    'out/manifest.json',
  ])
})

async function readByte(file: Awaited<ReturnType<typeof open>>, position: number) {
  const {buffer} = await file.read(Buffer.alloc(1), 0, 1, position)
  return buffer[0] ?? 0
}

test('an interruption leaves no container, and nothing of the artifacts', async t => {
  const folder = await newFolder(t)
  const engine = await connectEngine(process.env)
  const argv = [mainFile, 'build', ...host, '--out', 'out']
  const child = spawn(process.execPath, argv, {
    cwd: folder,
    env: {...engineEnvironment(), ...enabled, PATH: process.env.PATH},
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const pid = child.pid ?? 0
  let stderr = ''
  let before: readonly string[] = []
  for await (const text of child.stderr.setEncoding('utf8')) {
    stderr += text
    // Kernel and initramfs are there by then, below their unfinished folder.
    if (!text.includes('Live image …')) continue
    before = await readdir(join(folder, 'out'))
    t.true((await containersOf(engine, pid)).length > 0)
    child.kill('SIGINT')
  }
  if (child.exitCode === null) await once(child, 'exit')

  t.is(child.exitCode, 130)
  t.is(stderr.split('\n').at(-2), 'livemode: interrupted by SIGINT')
  t.is(before.filter(name => name.startsWith('.incomplete-')).length, 1)
  t.deepEqual(await readdir(join(folder, 'out')), ['messages'])
  t.deepEqual(await containersOf(engine, pid), [])
})

test('where artifacts cannot be, a build says so and makes nothing', async t => {
  const folder = await newFolder(t)
  await writeFile(join(folder, 'out'), 'a file')
  t.deepEqual(await run(folder), {
    code: 2,
    stdout: '',
    stderr: `livemode: cannot write to the folder ${folder}/out: it is no folder\n`,
  })
  t.deepEqual(await readdir(folder), ['out'])
})
