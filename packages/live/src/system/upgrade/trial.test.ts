// An upgraded system that does not come up is booted again, and then somebody has to look.
import {readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import test from 'ava'
import {startLive} from '../../../test/live-system.ts'
import {parseGrubBlock} from '../grub-environment.ts'
import {bootOnTrial, readTrial, tryAgain} from './trial.ts'

const trial = {kernel: '6.12.1', boots: 0}
const variable = '/sys/firmware/efi/efivars/LoaderEntryOneShot-4a67b082-0a4c-41cf-b6c7-440b29bb8c4f'
const menu = {
  kind: 'entries',
  boot: '/boot/efi',
  block: null,
  trial: {id: 'trial.conf', file: '/boot/efi/loader/entries/trial.conf'},
} as const

const start = (t: Parameters<typeof startLive>[0]) =>
  startLive(t, {
    source: {'/etc/livemode/installation': 'x'},
    files: {'/sys/firmware/efi/efivars/other': '', '/run/livemode/.there': ''},
  })

test('systemd-boot is told by the firmware, each time anew', t => {
  const {live, lines} = start(t)
  bootOnTrial(live, {trial, menu})
  const armed = () => readFileSync(live.path(variable)).subarray(4).toString('utf16le')
  t.is(armed(), 'trial.conf\0')
  t.deepEqual(readTrial(live), {...trial, boots: 1})
  writeFileSync(live.path(variable), '')
  tryAgain(live, {trial: {...trial, boots: 1}, menu})
  t.is(armed(), 'trial.conf\0')
  t.deepEqual(readTrial(live), {...trial, boots: 2})
  t.deepEqual(lines, ['the upgraded system has not come up: kernel 6.12.1 is booted once more'])
})

test('after the second boot the live system stays, and who starts it by hand has it tried again', t => {
  const {live} = start(t)
  const twice = {...trial, boots: 2}
  const error = t.throws(() => tryAgain(live, {trial: twice, menu}))
  t.is(error.name, 'Refusal')
  t.is(
    error.message,
    'the upgraded system has not come up in 2 boots of kernel 6.12.1: look for the reason below /sysroot, then "upgrade" has it tried again',
  )
  writeFileSync(live.path('/run/livemode/by-hand'), '')
  t.notThrows(() => tryAgain(live, {trial: twice, menu}))
})

test('the boot that gives all files their labels does not count, unless it has not come to its end', t => {
  const {live, lines, putSource, sourceRoot} = start(t)
  putSource({'/.autorelabel': '-F\n'})
  bootOnTrial(live, {trial, menu})
  t.deepEqual(readTrial(live), {...trial, boots: 1, relabels: true})

  // The power is lost in the middle of it.
  tryAgain(live, {trial: {...trial, boots: 1, relabels: true}, menu})
  t.deepEqual(readTrial(live), {...trial, boots: 2, relabels: true})
  t.throws(() => tryAgain(live, {trial: {...trial, boots: 2, relabels: true}, menu}), {
    message: /^the upgraded system has not come up in 2 boots/,
  })

  rmSync(join(sourceRoot, '.autorelabel'))
  tryAgain(live, {trial: {...trial, boots: 1, relabels: true}, menu})
  t.deepEqual(readTrial(live), {...trial, boots: 1})
  t.is(lines.at(-1), 'all files have their SELinux labels: kernel 6.12.1 is booted')
  // From here on each counts.
  tryAgain(live, {trial: {...trial, boots: 1}, menu})
  t.throws(() => tryAgain(live, {trial: {...trial, boots: 2}, menu}))
})

test('a loader that cannot be told is a reason to stay', t => {
  const {live} = startLive(t, {source: {'/etc/livemode/installation': 'x'}})
  const error = t.throws(() => bootOnTrial(live, {trial, menu}))
  t.is(error.name, 'Refusal')
  t.regex(error.message, /^the boot loader cannot be told to boot kernel 6\.12\.1: ENOENT/)
})

test('GRUB with entries of the Boot Loader Specification is told by its environment block', t => {
  const block = '/boot/grub2/grubenv'
  const {live} = startLive(t, {
    source: {
      '/etc/livemode/installation': 'x',
      [block]: '# GRUB Environment Block\nsaved_entry=own\n'.padEnd(1024, '#'),
    },
  })
  bootOnTrial(live, {trial, menu: {...menu, block}})
  t.deepEqual(Object.fromEntries(parseGrubBlock(live.source.readText(block) ?? '')), {
    saved_entry: 'own',
    next_entry: 'trial.conf',
  })
})
