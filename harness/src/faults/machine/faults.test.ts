// The faults of an image do to a file what they say, and every one is said in a sentence.
import {execFile} from 'node:child_process'
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {promisify} from 'node:util'
import test, {type ExecutionContext} from 'ava'
import {type MachineFaultId, machineFaults, renderFault} from './index.ts'

const block = 4096
const bytes = Buffer.alloc(50 * block, '0123456789')

/** What a fault makes of an image; undefined: there is none any more. */
async function apply(t: ExecutionContext, id: MachineFaultId): Promise<Buffer | undefined> {
  const folder = await mkdtemp(join(tmpdir(), "livemode-it's-"))
  t.teardown(() => rm(folder, {recursive: true}))
  const image = join(folder, 'live.img')
  await writeFile(image, bytes)
  await promisify(execFile)('sh', ['-c', renderFault(machineFaults[id].script, {image})])
  return readFile(image).catch(() => undefined)
}

test('an image that is deleted', async t => {
  t.is(await apply(t, 'image-deleted'), undefined)
})

test('an image that is cut', async t => {
  t.deepEqual(await apply(t, 'image-cut'), bytes.subarray(0, bytes.length / 2))
})

test('one bit of an image', async t => {
  const expected = Buffer.from(bytes)
  expected[2000] = 0x31
  t.deepEqual(await apply(t, 'image-bit-flipped'), expected)
})

test('an image without what its hash tree is of', async t => {
  const expected = Buffer.from(bytes).fill(0, block, 49 * block)
  t.deepEqual(await apply(t, 'image-overwritten'), expected)
})

for (const [id, fault] of Object.entries(machineFaults)) {
  test(`${id}: says what it is, and is shell`, async t => {
    t.regex(fault.description, /^[a-z].*[^.]$/)
    for (const part of [fault.script, fault.undo ?? '']) {
      const script = renderFault(part, {image: '/var/lib/leapp/live-upgrade.img'})
      await t.notThrowsAsync(promisify(execFile)('sh', ['-n', '-c', script]))
    }
    t.is(fault.undo === undefined, fault.when === 'after install')
  })
}
