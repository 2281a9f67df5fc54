// What stays in a tar stays to the byte, what goes takes its headers along, and what is no tar is refused.
import {execFileSync} from 'node:child_process'
import {buffer} from 'node:stream/consumers'
import {LivemodeError} from '@livemode/config'
import test from 'ava'
import {makeTar, type TarFormat} from '../../test/make-tar.ts'
import {filterTar} from './filter.ts'

const trailer = Buffer.alloc(1024)

/** A stream that comes in pieces of that many bytes. */
async function* inPieces(content: Buffer, size: number) {
  for (let offset = 0; offset < content.length; offset += size) {
    yield content.subarray(offset, offset + size)
  }
}

/** Filters a tar; gives the new one and the paths that the end of it was made for. */
async function filter(
  tar: Buffer,
  {keep = () => true, pieces = 64 * 1024}: {keep?: (path: string) => boolean; pieces?: number} = {},
) {
  const stayed: string[] = []
  const filtered = await buffer(
    filterTar(inPieces(tar, pieces), {
      keep,
      append: async kept => {
        stayed.push(...kept)
        return trailer
      },
    }),
  )
  return {filtered, kept: stayed}
}

/** What GNU tar lists of a tar: its names, with the targets of links. */
const list = (tar: Buffer) =>
  execFileSync('tar', ['--list', '--verbose', '--quoting-style=literal'], {
    input: tar,
    encoding: 'utf8',
    env: {...process.env, LC_ALL: 'C.UTF-8'},
  })
    .trimEnd()
    .split('\n')
    .map(line => line.replace(/^(\S+\s+){5}/, ''))

const long = {
  'more than 100 characters': 'n'.repeat(110),
  'more than 100 bytes': 'ü'.repeat(60),
  'more than 255 characters': `${'d'.repeat(200)}/${'f'.repeat(200)}`,
} as const

// Everything that a format can hold; ustar and v7 know no names of more than 255 and 100 bytes.
const everything = `
  mkdir -p folder/below '${'d'.repeat(200)}'
  printf 'content of a' >folder/a
  head -c 512 /dev/zero >folder/whole-block
  head -c 70000 /dev/urandom >folder/below/large
  : >folder/empty
  ln folder/a folder/hard-link
  ln -s ../nowhere folder/symlink
  mkfifo folder/fifo
  touch 'folder/mit Umlaut ä' folder/.hidden '${long['more than 100 characters']}'`

const beyondUstar = `
  touch '${long['more than 100 bytes']}' '${long['more than 255 characters']}'
  ln '${long['more than 255 characters']}' hard-link
  ln -s '${long['more than 255 characters']}' symlink
  ln -s '${long['more than 100 bytes']}' symlink-2`

const scripts: Readonly<Record<'ustar' | 'gnu' | 'pax', string>> = {
  ustar: `${everything.replace(`'${long['more than 100 characters']}'`, '')}\ntar folder`,
  gnu: `${everything}${beyondUstar}\ntar .`,
  pax: `${everything}${beyondUstar}\ntar .`,
}

for (const [format, script] of Object.entries(scripts) as [TarFormat, string][]) {
  test(`a ${format} from which nothing is left out stays as it is, up to its end`, async t => {
    const tar = makeTar(format, script)
    const {filtered, kept} = await filter(tar)

    const end = filtered.length - trailer.length
    t.true(filtered.subarray(0, end).equals(tar.subarray(0, end)))
    t.true(tar.subarray(end).every(byte => byte === 0))
    t.is(kept.filter(path => path !== '').length, list(tar).filter(path => path !== './').length)
  })

  test(`a ${format} may come in pieces of any size`, async t => {
    const tar = makeTar(format, script)
    const {filtered} = await filter(tar)
    for (const pieces of [100, 511, 513, 4096]) {
      t.true((await filter(tar, {pieces})).filtered.equals(filtered), `${pieces} bytes each`)
    }
  })
}

for (const format of ['gnu', 'pax'] as const) {
  for (const [what, name] of Object.entries(long)) {
    const folder = `mkdir '${'d'.repeat(200)}'`

    test(`a name of ${what} in ${format} is decided upon whole, and goes whole`, async t => {
      const script = `${folder}; touch before '${name}' behind; tar before '${name}' behind`
      const {filtered, kept} = await filter(makeTar(format, script), {keep: path => path !== name})
      t.deepEqual(kept, ['before', 'behind'])
      t.deepEqual(list(filtered), ['before', 'behind'])
    })

    test(`a name of ${what} in ${format} stays, with links to it`, async t => {
      const links = `ln '${name}' hard-link; ln -s '${name}' symlink`
      const script = `${folder}; touch '${name}' other; ${links}; tar '${name}' other hard-link symlink`
      const {filtered} = await filter(makeTar(format, script), {keep: path => path !== 'other'})
      t.deepEqual(list(filtered), [name, `hard-link link to ${name}`, `symlink -> ${name}`])
    })

    test(`a hard link to a name of ${what} in ${format} that is left out is refused`, async t => {
      const script = `${folder}; touch '${name}'; ln '${name}' hard-link; tar '${name}' hard-link`
      const error = await t.throwsAsync(
        filter(makeTar(format, script), {keep: path => path !== name}),
        {
          instanceOf: LivemodeError,
          message: `hard-link is a hard link to ${name}, which is left out of the image`,
        },
      )
      t.is(error?.code, 'TAR_BROKEN')
    })
  }
}

test('a hard link goes with its file where both are left out', async t => {
  const tar = makeTar('pax', 'mkdir a; touch a/file b; ln a/file a/link; tar a b')
  const {kept} = await filter(tar, {keep: path => !path.startsWith('a/')})
  t.deepEqual(kept, ['a', 'b'])
})

test('a hard link may go while its file stays', async t => {
  const tar = makeTar('pax', 'touch file; ln file link; tar file link')
  const {filtered} = await filter(tar, {keep: path => path !== 'link'})
  t.deepEqual(list(filtered), ['file'])
})

test('paths come without the slashes and dots around them', async t => {
  const tar = makeTar('pax', 'mkdir -p a/.b; touch a/.b/..c; tar . a/ ./a/.b')
  const asked: string[] = []
  await filter(tar, {keep: path => asked.push(path) > 0})
  t.deepEqual(asked, ['a', 'a/.b', 'a/.b/..c', 'a', 'a/.b', 'a/.b/..c', 'a/.b', 'a/.b/..c'])
})

test('the content of what is left out is not in the new tar', async t => {
  const tar = makeTar('pax', 'echo secret >a; echo public >b; tar a b')
  const {filtered} = await filter(tar, {keep: path => path !== 'a'})
  t.false(filtered.includes('secret'))
  t.true(filtered.includes('public'))
})

test('attributes of any bytes stay', async t => {
  // As in the value of a file capability: no text, and no valid UTF-8.
  const option = `--pax-option="SCHILY.xattr.user.x:=$(printf '\\001\\200\\377')"`
  const tar = makeTar('pax', `touch file; tar ${option} file`)
  const {filtered} = await filter(tar)
  t.true(filtered.includes(Buffer.from('SCHILY.xattr.user.x=\x01\x80\xff\n', 'latin1')))
})

test('a stream that ends too early is refused, wherever that is', async t => {
  const tar = makeTar('pax', `echo content >'${long['more than 100 bytes']}'; tar ü*`)
  const content = tar.indexOf('content')
  for (const size of [0, 100, 512, 700, content, content + 3, content + 512]) {
    const error = await t.throwsAsync(filter(tar.subarray(0, size)), {
      instanceOf: LivemodeError,
      message: 'the tar stream ends in the middle of an entry',
    })
    t.is(error?.code, 'TAR_BROKEN', `after ${size} bytes`)
  }
})

test('what is no tar is refused', async t => {
  for (const garbage of [
    Buffer.alloc(2048, 'no tar. '),
    Buffer.from('{"message": "x"}'.repeat(64)),
  ]) {
    const error = await t.throwsAsync(filter(garbage), {
      instanceOf: LivemodeError,
      message: 'the stream is no tar',
    })
    t.is(error?.code, 'TAR_BROKEN')
  }
})

test('an entry whose header was altered on the way is refused', async t => {
  const tar = makeTar('ustar', 'touch first second; tar first second')
  tar.writeUInt8(0x41, tar.indexOf('second'))
  await t.throwsAsync(filter(tar), {message: 'the stream is no tar'})
})

test('a writer that fails is heard', async t => {
  async function* failing() {
    yield makeTar('ustar', 'touch file; tar file').subarray(0, 700)
    throw new Error('the disk is gone')
  }
  const filtered = filterTar(failing(), {keep: () => true, append: async () => trailer})
  await t.throwsAsync(buffer(filtered), {message: 'the disk is gone'})
})

test('the writer can finish: what it pads the end with is read', async t => {
  let finished = false
  async function* padding() {
    yield makeTar('ustar', 'touch file; tar file')
    for (let count = 0; count < 100; count += 1) yield Buffer.alloc(10_240)
    finished = true
  }
  const filtered = filterTar(padding(), {keep: () => true, append: async () => trailer})
  t.is((await buffer(filtered)).length, 512 + trailer.length)
  t.true(finished)
})

test('what is appended is the end of the tar', async t => {
  const more = makeTar('ustar', 'echo more >more; tar more')
  const tar = makeTar('pax', 'touch file; tar file')
  const stream = filterTar(inPieces(tar, 1000), {keep: () => true, append: async () => more})
  t.deepEqual(list(await buffer(stream)), ['file', 'more'])
})
