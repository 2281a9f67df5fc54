// A layer belongs to the disk beside it, wherever a machine has the two.
import {mkdtemp, rm, truncate, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {Session} from '@livemode/container'
import test from 'ava'
import {startTestSession} from '../../test/session.ts'
import {diskPlaces} from '../machine/disk-arguments.ts'
import {makeOverlay} from './overlay.ts'

const bytes = 3 * 1024 * 1024
let session: Session
let toolbox: string
let folder: string

test.before(async () => {
  ;({session, toolbox} = await startTestSession())
  folder = await mkdtemp(join(tmpdir(), 'livemode-test-'))
})
test.after.always(async () => {
  await session[Symbol.asyncDispose]()
  await rm(folder, {recursive: true})
})

test('what is not in the layer comes from the disk', async t => {
  const disk = join(folder, 'source.raw')
  await writeFile(disk, 'on the disk')
  await truncate(disk, bytes)
  const overlay = await makeOverlay(session, {toolbox, folder, name: 'writes.qcow2', disk})
  t.is(overlay, join(folder, 'writes.qcow2'))
  const places = diskPlaces(7)
  const binds = {[disk]: `${places.file}:ro`, [overlay]: `${places.overlay}:ro`}
  await using workbench = await session.start(toolbox, {name: 'test', binds})
  const {stdout} = await workbench.exec(['qemu-img', 'info', '--output=json', places.overlay])
  const info = JSON.parse(stdout)
  t.is(info['full-backing-filename'], places.file)
  t.is(info['virtual-size'], bytes)
  await workbench.exec(['qemu-img', 'convert', '-O', 'raw', places.overlay, '/tmp/raw'])
  t.is((await workbench.exec(['head', '--bytes=11', '/tmp/raw'])).stdout, 'on the disk')
})
