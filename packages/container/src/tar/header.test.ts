// Headers are read in the three forms that GNU tar writes, and told from blocks that are none.
import test from 'ava'
import {makeTar, type TarFormat} from '../../test/make-tar.ts'
import {hasValidChecksum, paddedSize, parsePaxRecords, parseTarHeader} from './header.ts'

const headerOf = (format: TarFormat, script: string) => {
  const block = makeTar(format, script).subarray(0, 512)
  return {...parseTarHeader(block), isValid: hasValidChecksum(block)}
}

for (const format of ['v7', 'ustar', 'gnu'] as const) {
  test(`a file in the form ${format}`, t => {
    t.deepEqual(headerOf(format, 'printf abc >file && tar file'), {
      type: '0',
      size: 3,
      name: 'file',
      linkName: '',
      isValid: true,
    })
  })

  test(`a symlink in the form ${format}`, t => {
    t.deepEqual(headerOf(format, 'ln -s /usr/bin link && tar link'), {
      type: '2',
      size: 0,
      name: 'link',
      linkName: '/usr/bin',
      isValid: true,
    })
  })
}

test('ustar divides a long name into two fields', t => {
  const folder = 'f'.repeat(120)
  const script = `mkdir ${folder} && touch ${folder}/file && tar ${folder}/file`
  t.is(headerOf('ustar', script).name, `${folder}/file`)
})

test('GNU tar writes a size of 8 GiB and more as a binary number', t => {
  const size = 9 * 1024 ** 3
  // The header is all that is wanted: the content is never read.
  t.is(headerOf('gnu', `truncate -s ${size} big && tar big | head -c 512`).size, size)
})

test('a block that was altered, and zeros, are no headers', t => {
  const block = Buffer.from(makeTar('ustar', 'touch file && tar file').subarray(0, 512))
  block[0] = 'g'.charCodeAt(0)
  t.false(hasValidChecksum(block))
  t.false(hasValidChecksum(Buffer.alloc(512)))
})

test('content is padded to whole blocks', t => {
  t.deepEqual([0, 1, 512, 513].map(paddedSize), [0, 512, 512, 1024])
})

test('PAX records: several, with line breaks, equals signs and characters of more than one byte', t => {
  const content = Buffer.from('13 path=ä/b\n17 comment=a=b\nc\n14 size=12345\n\0\0\0')
  t.deepEqual(
    [...parsePaxRecords(content)],
    [
      ['path', 'ä/b'],
      ['comment', 'a=b\nc'],
      ['size', '12345'],
    ],
  )
})

test('PAX records that GNU tar wrote', t => {
  const name = `${'ü'.repeat(60)}.txt`
  const tar = makeTar('pax', `touch ${name} && tar ${name}`)
  const header = parseTarHeader(tar)
  t.is(header.type, 'x')
  t.is(parsePaxRecords(tar.subarray(512, 512 + header.size)).get('path'), name)
})

test('PAX records that are none end the reading', t => {
  t.deepEqual([...parsePaxRecords(Buffer.from('not a record\n'))], [])
  t.deepEqual([...parsePaxRecords(Buffer.from('0 a=b\n'))], [])
})
