// A disk holds source system and live image on a file system of the given kind and UUID, and is made
// once.
import {mkdtemp, readdir, rm, stat, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {Readable} from 'node:stream'
import type {PlannedFile} from '@livemode/config'
import {importImage, packFiles, removeImage, type Session} from '@livemode/container'
import test from 'ava'
import {startTestSession} from '../../test/session.ts'
import {ensureDisk} from './ensure.ts'
import type {FileSystemId} from './file-systems/index.ts'
import type {Partition} from './partition.ts'
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

const rootOf = (fileSystem: FileSystemId): Partition => ({mount: '/', fileSystem, uuid})

const planOf = (partitions: readonly Partition[]): DiskPlan => ({
  partitions,
  files: planSourceFiles({partitions, hostname: 'source'}),
  image: {path: '/var/lib/leapp/live-upgrade.img', bytes: 2_000_000},
  freeMebibytes: 64,
})

const request = (name: string, plan: DiskPlan) => ({
  plan,
  root,
  toolbox,
  liveImage: {file: join(folder, 'live-upgrade.img'), sha256: 'of the image'},
  file: join(folder, `${name}.raw`),
})

/** A workbench that sees the disks, and takes the file systems out of them. */
async function openWorkbench() {
  const binds = {[folder]: '/disks:ro'}
  const workbench = await session.start(toolbox, {name: 'test', binds})
  const run = async (script: string) => {
    const {stdout} = await workbench.exec(['sh', '-c', `cd /tmp && ${script}`])
    return stdout.trim()
  }
  return {
    run,
    /** Makes a file `fs` of a partition. */
    async extract(disk: string, number: number) {
      const line = `sfdisk --dump /disks/${disk}.raw | grep 'raw${number} :'`
      const start = await run(`${line} | sed 's/.*start= *\\([0-9]*\\),.*/\\1/'`)
      const sectors = await run(`${line} | sed 's/.*size= *\\([0-9]*\\),.*/\\1/'`)
      const part = `bs=512 skip=${start} count=${sectors} conv=sparse status=none`
      await run(`dd if=/disks/${disk}.raw of=fs ${part}`)
      return {start}
    },
    [Symbol.asyncDispose]: () => workbench[Symbol.asyncDispose](),
  }
}

/** What checks an unmounted file system, and what tells the size of a file in it. */
const tools = {
  btrfs: {
    check: 'btrfs check --readonly fs',
    size: (path: string) =>
      `{ mkdir -p files && btrfs restore fs files >&2; stat --format=%s files${path}; }`,
  },
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
    await ensureDisk(session, request(fileSystem, planOf([rootOf(fileSystem)])))
    await using workbench = await openWorkbench()
    const {run} = workbench
    const {start} = await workbench.extract(fileSystem, 1)
    t.is(start, '2048')
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
  const wanted = request('once', planOf([rootOf('ext4')]))
  await ensureDisk(session, wanted)
  const made = async () => (await stat(wanted.file)).ino
  const first = await made()
  await ensureDisk(session, wanted)
  t.is(await made(), first)
  await ensureDisk(session, request('once', {...wanted.plan, image: undefined}))
  t.not(await made(), first)
})

test('a live image that changes is put into the disk that was made for another', async t => {
  const wanted = request('changes', planOf([rootOf('ext4')]))
  await ensureDisk(session, wanted)
  const bases = async () => {
    const names = (await readdir(folder)).filter(name => /^base-.*raw$/.test(name))
    return Promise.all(names.map(async name => (await stat(join(folder, name))).ino))
  }
  const before = await bases()
  await writeFile(join(folder, 'other.img'), 'another image')
  const image = {path: '/a/new/folder/image', bytes: 13}
  const liveImage = {file: join(folder, 'other.img'), sha256: 'of another image'}
  await ensureDisk(session, {...wanted, plan: {...wanted.plan, image}, liveImage})
  t.deepEqual(await bases(), before)
  await using workbench = await openWorkbench()
  await workbench.extract('changes', 1)
  await workbench.run('e2fsck -f -n fs')
  t.is(await workbench.run(`debugfs -R 'cat ${image.path}' fs`), 'another image')
  t.regex(
    await workbench.run(`debugfs -R 'stat ${image.path}' fs`),
    /Mode: +0644 .*User: +0 +Group: +0 /s,
  )
})

test('each partition has its part of the files, and the live image lies in the nearest', async t => {
  const varUuid = '6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e08'
  const logUuid = '6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e07'
  const partitions: Partition[] = [
    rootOf('xfs'),
    {mount: '/var', fileSystem: 'ext4', uuid: varUuid},
    {mount: '/var/log', fileSystem: 'ext4', uuid: logUuid},
  ]
  const files: PlannedFile[] = [
    ...planSourceFiles({partitions, hostname: 'source'}),
    {path: '/var/log', type: 'directory', ...owned, mode: '0755'},
    {path: '/var/log/messages', type: 'file', ...owned, content: 'a message'},
  ]
  await ensureDisk(session, request('many', {...planOf(partitions), files}))
  await using workbench = await openWorkbench()
  const {run} = workbench
  const uuidOf = () => run('blkid --probe --match-tag UUID --output value fs')

  await workbench.extract('many', 1)
  t.is(await uuidOf(), uuid)
  await run(tools.xfs.check)
  t.is(await run(tools.xfs.size('/etc/hostname')), '7')
  t.is(await run("xfs_db -r -c 'path /var' -c 'ls' fs | grep -c lib || true"), '0')

  await workbench.extract('many', 2)
  t.is(await uuidOf(), varUuid)
  await run(tools.ext4.check)
  t.is(await run(tools.ext4.size('/lib/leapp/live-upgrade.img')), '2000000')
  t.not(await run(tools.ext4.size('/log')), '')
  t.is(await run(tools.ext4.size('/log/messages')), '')

  await workbench.extract('many', 3)
  t.is(await uuidOf(), logUuid)
  await run(tools.ext4.check)
  t.is(await run("debugfs -R 'cat /messages' fs"), 'a message')
})
