// Any fstab and any command line is read or refused with a place, and rendering gives back its meaning.

import {isDeepStrictEqual} from 'node:util'
import {LivemodeError} from '@livemode/config'
import {fixture} from '@livemode/fixtures'
import test from 'ava'
import fc from 'fast-check'
import {parseBlkid} from './blkid.ts'
import {
  type FstabEntry,
  flattenMounts,
  parseCrypttab,
  parseFstab,
  parseHost,
  parseKernelCommandLine,
  parseOsRelease,
  renderFstab,
  renderKernelCommandLine,
} from './index.ts'
import {parseMountinfo} from './mountinfo.ts'

/** The result, or undefined where it is refused with a place in every line that starts a problem. */
function readOrRefused<T>(run: () => T): T | undefined {
  try {
    return run()
  } catch (error) {
    if (!(error instanceof LivemodeError) || error.code !== 'HOST_INVALID') throw error
    const heads = error.message.split('\n').filter(line => !line.startsWith('    '))
    if (!heads.every(line => /^a:\d+:\d+: /.test(line))) throw error
    return undefined
  }
}

const text = (...tokens: readonly string[]) =>
  fc.oneof(
    fc.string({unit: 'binary'}),
    fc.array(fc.constantFrom(...tokens), {maxLength: 30}).map(words => words.join('')),
  )

const fstab = text(
  ...['UUID=1-2', '/dev/sda1', '/', '/srv', 'none', 'swap', 'ext4', 'nfs', 'defaults', 'ro,', ','],
  ...['context="a,b"', '"', '\\040', '\\011', '\\134', '\\377', '\\303\\244', '\\', '#', ' ', '\t'],
  ...['\n', '\r\n', '0', '1', 'x', '\u00a0', '\0', 'ä'],
)

test('any fstab', t => {
  const property = fc.property(fstab, given => {
    const entries = readOrRefused(() => parseFstab(given, {file: 'a'}))
    return !entries || isDeepStrictEqual(parseFstab(renderFstab(entries), {file: 'a'}), entries)
  })
  fc.assert(property, {numRuns: 250})
  t.pass()
})

test('any entries of an fstab', t => {
  const field = fc.string({unit: 'grapheme', minLength: 1})
  const option = fc.string({unit: 'grapheme', minLength: 1}).filter(one => !/[,"]/.test(one))
  const entry: fc.Arbitrary<FstabEntry> = fc.record(
    {
      spec: field,
      file: fc.oneof(
        fc.constant('none'),
        fc.constant('/'),
        field.filter(path => !path.endsWith('/')).map(path => `/${path}`),
      ),
      vfstype: field,
      options: fc.array(fc.oneof(option, fc.constant('context="a,b"')), {minLength: 1}),
      freq: fc.nat(9),
      passno: fc.nat(2),
    },
    {noNullPrototype: true},
  )
  const property = fc.property(fc.array(entry, {maxLength: 4}), entries =>
    isDeepStrictEqual(parseFstab(renderFstab(entries), {file: 'a'}), entries),
  )
  fc.assert(property, {numRuns: 250})
  t.pass()
})

const commandLine = text(
  ...[
    'root=',
    'UUID=1-2',
    'ro',
    'quiet',
    '"',
    '"a b"',
    '=',
    ' ',
    '\t',
    '\n',
    '\v',
    '--',
    '\\',
    "'",
  ],
  ...['console=ttyS0,115200n8', 'console=tty0', 'rd.lvm.lv=rhel/root', '\u00a0', 'ä', '@', '\0'],
)

test('any kernel command line', t => {
  const property = fc.property(commandLine, given => {
    const found = parseKernelCommandLine(given)
    return isDeepStrictEqual(parseKernelCommandLine(renderKernelCommandLine(found)), found)
  })
  fc.assert(property, {numRuns: 250})
  t.pass()
})

test('an argument keeps its meaning wherever it is put', t => {
  const property = fc.property(commandLine, commandLine, (one, other) => {
    const [first, second] = [parseKernelCommandLine(one), parseKernelCommandLine(other)]
    const joined = parseKernelCommandLine(renderKernelCommandLine([...first, ...second]))
    return isDeepStrictEqual(joined, [...first, ...second])
  })
  fc.assert(property, {numRuns: 250})
  t.pass()
})

test('any host, os-release, crypttab, mountinfo and list of devices', t => {
  const tokens = text(
    ...['{', '}', '[', ']', '"os"', ':', ',', 'null', '1e400', '-', '"\\ud800"', 'ID=', "'", '"'],
    ...['\n', ' ', '1 1 0:1 / / rw - a b c', 'DEVNAME=', 'UUID=', '\\', 'a', 'none'],
  )
  const property = fc.property(fc.oneof(tokens, fc.json()), given => {
    readOrRefused(() => parseHost(given, {file: 'a'}))
    readOrRefused(() => parseMountinfo(given, {file: 'a'}))
    parseOsRelease(given)
    parseCrypttab(given)
    parseBlkid(given)
  })
  fc.assert(property, {numRuns: 250})
  t.pass()
})

test('a host that nests without an end is refused', t => {
  t.throws(() => parseHost('['.repeat(100_000), {file: 'a'}), {
    message: 'a:1:1002: is nested more than 1000 deep',
  })
})

test('mounts in mounts, as deep as a path', t => {
  const host = JSON.parse(fixture('hosts/debian-12-ext4.json'))
  const mounts = Array.from({length: 450}).reduce<unknown[]>(
    children => [{...host.mounts[0], children}],
    [],
  )
  const found = parseHost(JSON.stringify({...host, mounts}), {file: 'a'})
  t.is(flattenMounts(found.mounts).length, 450)
})
