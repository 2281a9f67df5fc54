// Archives hold what was put into them, the same bytes each time, and hostile ones are refused.
import {execFileSync} from 'node:child_process'
import {LivemodeError} from '@livemode/config'
import test from 'ava'
import {makeTar} from '../../test/make-tar.ts'
import {isArchive, packArchive, unpackArchive} from './archive.ts'

const files = new Map([
  ['source/etc/x', Buffer.from([0, 255, 10])],
  ['host.json', Buffer.from('{}')],
])

const gzip = (tar: Buffer) => execFileSync('gzip', {input: tar})
const unpack = (bytes: Buffer, mostBytes = 1000) => unpackArchive(bytes, {mostBytes})

test('what goes in comes out, and GNU tar reads it', async t => {
  const archive = await packArchive(files)
  t.true(isArchive(archive))
  t.false(isArchive(Buffer.from('{}')))
  t.deepEqual([...(await unpack(archive))], [...files].toReversed())
  t.true(archive.equals(await packArchive(new Map([...files].toReversed()))))
  t.is(execFileSync('tar', ['-tz'], {input: archive}).toString(), 'host.json\nsource/etc/x\n')
})

test('an archive of GNU tar', async t => {
  const archive = gzip(makeTar('gnu', 'mkdir -p a/b; printf c >a/b/c; tar a'))
  t.deepEqual([...(await unpack(archive))], [['a/b/c', Buffer.from('c')]])
})

const refusals: Readonly<Record<string, [() => Promise<Buffer>, string]>> = {
  'a name that leads out': [
    async () => packArchive(new Map([['a/../../x', Buffer.from('')]])),
    'the archive has the path "a/../../x"',
  ],
  'a symlink': [
    async () => gzip(makeTar('gnu', 'ln -s /etc/shadow a; tar a')),
    'the archive has a symlink in it, "a"',
  ],
  'more than is allowed': [
    async () => packArchive(new Map([['a', Buffer.alloc(1001)]])),
    'the archive has more than 1000 bytes in it',
  ],
  'half of one': [
    async () => (await packArchive(files)).subarray(0, 60),
    'the archive cannot be read: unexpected end of file',
  ],
}

for (const [name, [make, message]] of Object.entries(refusals)) {
  test(`${name} is refused`, async t => {
    const error = await t.throwsAsync(unpack(await make()), {instanceOf: LivemodeError, message})
    t.is(error?.code, 'TAR_BROKEN')
  })
}

test('just as much as is allowed', async t => {
  const archive = await packArchive(new Map([['a', Buffer.alloc(1000)]]))
  t.is((await unpack(archive)).get('a')?.length, 1000)
})
