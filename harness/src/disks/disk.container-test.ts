// A disk holds source system and live image on a file system of the given kind and UUID, and is made
// once; what a machine writes goes to a layer of its own.
import {mkdtemp, rm, stat, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {Readable} from 'node:stream'
import type {PlannedFile} from '@livemode/config'
import {importImage, packFiles, removeImage, type Session} from '@livemode/container'
import test from 'ava'
import {startTestSession} from '../test-session.ts'
import {ensureDisk, makeOverlay} from './ensure.ts'
import type {FileSystemId} from './file-systems/index.ts'
import {type DiskPlan, planSourceFiles} from './plan.ts'

const uuid = '6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e09'
const root = `livemode/test:source-${process.pid}`
const liveImage = Buffer.alloc(3_000_001, 'live')
const owned = {mode: '0644', uid: 0, gid: 0} as const
const rootFiles: readonly PlannedFile[] = [
  {path: '/etc', type: 'directory', ...owned, mode: '0755'},
  {path: '/etc/os-release', type: 'file', ...owned, content: 'PRETTY_NAME="Source"\n'},
  {path: '/etc/hostname', type: 'file', ...owned, content: 'of the container engine\n'},
  {path: '/.dockerenv', type: 'file', ...owned, content: ''},
]

let session: Session
let toolbox: string
let folder: string

test.before(async () => {
  ;({session, toolbox} = await startTestSession())
  folder = await mkdtemp(join(tmpdir(), 'livemode-test-'))
  await writeFile(join(folder, 'live-upgrade.img'), liveImage)
  const tar = await packFiles(rootFiles, {modificationTime: new Date(0)})
  await importImage(session.engine, Readable.from([tar]), {reference: root, layer: 'test'})
})
test.after.always(async () => {
  await removeImage(session.engine, root)
  await session[Symbol.asyncDispose]()
  await rm(folder, {recursive: true})
})

const planOf = (fileSystem: FileSystemId): DiskPlan => ({
  fileSystem,
  uuid,
  files: planSourceFiles({fileSystem, uuid, hostname: 'source'}),
  image: {path: '/var/lib/leapp/live-upgrade.img', bytes: 2_000_000},
  freeMebibytes: 64,
})

const request = (fileSystem: FileSystemId, plan = planOf(fileSystem)) => ({
  plan,
  root,
  toolbox,
  liveImage: {file: join(folder, 'live-upgrade.img'), sha256: 'of the image'},
  file: join(folder, `${fileSystem}.raw`),
})

/** What checks an unmounted file system, and what tells the size of a file in it. */
const tools = {
  ext4: {
    check: 'e2fsck -f -n fs',
    size: (path: string) =>
      `debugfs -R 'stat ${path}' fs | sed -n 's/^User:.*Size: \\([0-9]*\\).*/\\1/p'`,
  },
  xfs: {
    check: 'xfs_repair -n fs',
    size: (path: string) => `xfs_db -r -c 'path ${path}' -c 'print core.size' fs | sed 's/.*= //'`,
  },
} satisfies Record<FileSystemId, {check: string; size: (path: string) => string}>

for (const [id, {check, size}] of Object.entries(tools)) {
  const fileSystem = id as FileSystemId
  test(`${fileSystem}: is sound and has what was planned`, async t => {
    await ensureDisk(session, request(fileSystem))
    const binds = {[folder]: '/disks:ro'}
    await using workbench = await session.start(toolbox, {name: 'test', binds})
    const run = async (script: string) => {
      const {stdout} = await workbench.exec(['sh', '-c', `cd /tmp && ${script}`])
      return stdout.trim()
    }
    await run(`sfdisk --dump /disks/${fileSystem}.raw >table`)
    t.is(await run("sed -n 's/.*start= *\\([0-9]*\\),.*/\\1/p' table"), '2048')
    const sectors = await run("sed -n 's/.*size= *\\([0-9]*\\),.*/\\1/p' table")
    await run(`dd if=/disks/${fileSystem}.raw of=fs bs=512 skip=2048 count=${sectors} conv=sparse`)
    await run(check)
    t.is(await run('blkid --probe --match-tag TYPE --output value fs'), fileSystem)
    t.is(await run('blkid --probe --match-tag UUID --output value fs'), uuid)
    t.is(await run(size('/etc/os-release')), '21')
    t.is(await run(size('/etc/hostname')), '7')
    t.is(await run(size('/var/lib/leapp/live-upgrade.img')), '2000000')
    t.not(await run(`${size('/.dockerenv')} || true`), '0')
  })
}

test('a disk is made anew only when its inputs are others', async t => {
  const wanted = request('ext4')
  await ensureDisk(session, wanted)
  const made = async () => (await stat(wanted.file)).ino
  const first = await made()
  await ensureDisk(session, wanted)
  t.is(await made(), first)
  await ensureDisk(session, request('ext4', {...wanted.plan, image: undefined}))
  t.not(await made(), first)
})

test('a layer names the disk below it as the machine will see it', async t => {
  const {file: disk} = request('ext4')
  await ensureDisk(session, request('ext4'))
  const name = 'overlay.qcow2'
  await makeOverlay(session, {toolbox, folder, name, base: '/below/disk.raw', disk})
  const binds = {[folder]: '/overlays:ro', [disk]: '/below/disk.raw:ro'}
  await using workbench = await session.start(toolbox, {name: 'test', binds})
  const {stdout} = await workbench.exec(['qemu-img', 'info', '--output=json', `/overlays/${name}`])
  const info = JSON.parse(stdout)
  t.is(info['backing-filename'], '/below/disk.raw')
  t.is(info['virtual-size'], (await stat(disk)).size)
})
