// A file system is whole when it is so after its journal has been replayed, and not before.
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {Session} from '@livemode/container'
import test from 'ava'
import {startTestSession} from '../../test/session.ts'
import {checkFileSystem} from './check.ts'
import {ensureDataDisk, sharedDisk} from './data.ts'
import {makeOverlay} from './overlay.ts'

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

const offset = 1024 * 1024

/** A disk whose file system a script has changed, with an empty layer over it. */
async function makeTestDisk(name: string, script = ':') {
  const file = join(folder, `${name}.raw`)
  await ensureDataDisk(session, {plan: sharedDisk, toolbox, file})
  await using workbench = await session.start(toolbox, {name: 'test', binds: {[folder]: '/disks'}})
  const variables = `disk=/disks/${name}.raw; fs="$disk?offset=${offset}"`
  const {stdout} = await workbench.exec(['sh', '-euc', `${variables}\n${script}`])
  const overlay = await makeOverlay(session, {toolbox, folder, name: `${name}.qcow2`, disk: file})
  return {disk: {file, overlay}, said: stdout}
}

const check = (disk: {file: string; overlay: string}) =>
  checkFileSystem(session, {toolbox, disk, partition: 0})

/** Keeps the bitmap of the first blocks in the file "bitmap". */
const keepBitmap = `
  debugfs -R stats "$fs" >/tmp/stats
  block=$(sed -n 's/.*Group  0: block bitmap at \\([0-9]*\\).*/\\1/p' /tmp/stats)
  size=$(sed -n 's/^Block size: *//p' /tmp/stats)
  place=$(( ${offset} / size + block ))
  dd if="$disk" of=/tmp/bitmap bs="$size" skip="$place" count=1 status=none
`
const loseBitmap =
  'dd if=/dev/zero of="$disk" bs="$size" seek="$place" count=1 conv=notrunc status=none\n'

test('the disk of data has its file, and its file system is whole', async t => {
  const {disk, said} = await makeTestDisk('whole', 'debugfs -R "cat /marker" "$fs"')
  t.is(said, 'shared\n')
  const {clean, report} = await check(disk)
  t.true(clean, report)
  t.regex(report, /Pass 5: Checking group summary information\n/)
})

test('a broken file system is none that is whole', async t => {
  const {disk} = await makeTestDisk('broken', `${keepBitmap}${loseBitmap}`)
  const {clean, report} = await check(disk)
  t.false(clean)
  t.regex(report, /WARNING: Filesystem still has errors/)
})

test('what the journal brings in order is in order', async t => {
  const {disk, said} = await makeTestDisk(
    'journal',
    `${keepBitmap}
    printf 'journal_open\\njournal_write -b %s /tmp/bitmap\\njournal_close\\n' "$block" |
      debugfs -w -f /dev/stdin "$fs"
    ${loseBitmap}
    e2fsck -f -n "$fs" || true`,
  )
  t.regex(said, /WARNING: Filesystem still has errors/)
  const {clean, report} = await check(disk)
  t.true(clean, report)
  t.regex(report, /recovering journal/)
})
