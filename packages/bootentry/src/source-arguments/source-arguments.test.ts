// The rule holds for arguments that nobody has thought of, and its tables do not contradict each other.
import test from 'ava'
import fc from 'fast-check'
import {planCommandLine} from '../command-line.ts'
import {checkCommandLine} from '../command-line-limits.ts'
import {kernelWords} from './kernel-words.ts'
import {canonicalName} from './name.ts'
import {isForUserSpace, userSpaceFamilies, userSpaceKept} from './user-space.ts'

const add = ['root=live:UUID=1-2', 'rw']

const keptOf = (hostCmdline: string) => planCommandLine(hostCmdline, []).cmdline

const characters = [...'abcdefghijklmnopqrstuvwxyz0123456789_-.']
const name = fc
  .array(fc.constantFrom(...characters), {minLength: 1, maxLength: 12})
  .map(all => all.join(''))
const value = fc
  .array(fc.constantFrom(...characters, ...'/:,@=+'), {maxLength: 12})
  .map(all => all.join(''))

test('a word that the kernel does not know goes', t => {
  fc.assert(
    fc.property(name, word => {
      fc.pre(!kernelWords.has(canonicalName(word)))
      t.is(keptOf(`debug ${word}`), 'debug')
    }),
  )
})

test('a word of the kernel’s stays, with hyphens or without', t => {
  for (const word of kernelWords) {
    t.is(keptOf(word), word)
    t.is(keptOf(word.replaceAll('_', '-')), word.replaceAll('_', '-'))
  }
})

test('an option of any module stays', t => {
  fc.assert(
    fc.property(name, value, (option, given) => {
      const argument = `vendor_driver.${option}=${given}`
      t.is(keptOf(argument), argument)
    }),
  )
})

const prefixes = [
  'systemd.',
  'rd.',
  'rd_',
  'rd-',
  'luks.',
  'rd.luks.',
  'rd.md.',
  'udev.',
  'mount.usr',
]
const moreOf = [...prefixes, 'rd.live.', 'upgrade.', 'plymouth.', 'plymouth:', 'fsck.', 'root']

test('whatever belongs to dracut, systemd and their programs goes, with a value and without', t => {
  fc.assert(
    fc.property(fc.constantFrom(...moreOf), name, value, (prefix, rest, given) => {
      // root.x would be an option of a module.
      const argument = `${prefix}${prefix === 'root' ? rest.replaceAll('.', '') : rest}`
      fc.pre(!userSpaceKept.some(({pattern}) => pattern.test(canonicalName(argument))))
      t.is(keptOf(`${argument} ${argument}=${given} ${argument}="a b"`), '')
    }),
  )
})

/** A command line of anything: what is known, what is not, quotes, spaces of all kinds. */
const line = fc.oneof(
  fc.string({unit: 'binary', maxLength: 200}),
  fc
    .array(
      fc.oneof(
        name,
        value,
        fc.constantFrom(...kernelWords),
        fc.constantFrom(...['console=', 'a.b=', 'systemd.unit=', 'root=', 'rd.break', 'init=']),
        fc.constantFrom(
          ...['--', ' ', ' ', ' ', '"', "'", '\\', '\t', '\u00a0', 'à', '\u0085', '='],
        ),
      ),
      {maxLength: 40},
    )
    .map(all => all.join('')),
)

test('nothing behind -- has a part in it', t => {
  fc.assert(
    fc.property(line, line, (before, behind) => {
      // A quote that never closes goes over the mark.
      fc.pre(before.split('"').length % 2 === 1)
      const alone = planCommandLine(before, add).cmdline
      t.is(planCommandLine(`${before} -- ${behind}`, add).cmdline, alone)
    }),
  )
})

test('nothing but printable ASCII gets onto it without a finding', t => {
  fc.assert(
    fc.property(line, hostCmdline => {
      const {cmdline} = planCommandLine(hostCmdline, add)
      const isFound = checkCommandLine({cmdline, entry: null}).some(
        ({id}) => id === 'kernel-argument-not-ascii',
      )
      t.is(isFound, !/^[ -~]*$/.test(cmdline))
    }),
  )
})

test('nobody who splits at spaces, or takes quotes off, finds a root or a target in what stays', t => {
  fc.assert(
    fc.property(line, hostCmdline => {
      const kept = keptOf(hostCmdline)
      const words = kept.replaceAll(/["']/g, '').split(/\s+/)
      t.deepEqual(
        words.filter(word => isForUserSpace(word.replace(/=.*/, ''))),
        [],
        kept,
      )
      t.notRegex(kept, /['\\]/)
    }),
  )
})

test('every argument of the host is kept or removed, or is the loader’s', t => {
  fc.assert(
    fc.property(fc.array(fc.tuple(name, value), {maxLength: 8}), all => {
      const given = all.map(([key, worth]) => `${key}=${worth}`)
      const {remove, cmdline} = planCommandLine(given.join(' '), add)
      t.deepEqual(
        given.filter(argument => !remove.includes(argument) && !cmdline.includes(argument)),
        [],
      )
    }),
  )
})

test('the words are sorted, in canonical names, and none is one of user space', t => {
  const words = [...kernelWords]
  t.true(words.length > 200)
  t.deepEqual(words, words.toSorted())
  t.deepEqual(words, words.map(canonicalName))
  t.deepEqual(words.filter(isForUserSpace), [])
})

test('what is kept of user space is in a family of it, which each has a reason', t => {
  const names = [
    ...['modprobe.blacklist', 'rd.driver.pre', 'rdblacklist', 'modules_load', 'rd.modules_load'],
    ...['net.ifnames', 'biosdevname', 'rd.retry', 'vconsole.keymap', 'rd.locale.LANG'],
  ]
  for (const kept of names) {
    t.true(
      userSpaceFamilies.some(({pattern}) => pattern.test(kept)),
      kept,
    )
    t.true(
      userSpaceKept.some(({pattern}) => pattern.test(kept)),
      kept,
    )
    t.false(isForUserSpace(kept), kept)
  }
  for (const {why} of [...userSpaceFamilies, ...userSpaceKept]) t.not(why, '')
})
