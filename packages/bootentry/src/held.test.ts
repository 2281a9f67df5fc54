// An entry is armed only when it is what was planned, and every difference is named.
import {LivemodeError} from '@livemode/config'
import test from 'ava'
import type {BootEntry} from './entry.ts'
import {assertHeld, assertNotDefault, surplusOf} from './held.ts'
import type {HeldEntry} from './loaders/index.ts'

const entry: BootEntry = {
  loader: 'grub',
  title: 'An upgrade',
  kernel: '/boot/livemode/vmlinuz',
  initramfs: '/boot/livemode/initramfs',
  arguments: {add: ['root=live:UUID=1', 'rw'], remove: ['root=/dev/sda1', 'ro', 'quiet']},
  cmdline: 'console=ttyS0 dyndbg="a b" root=live:UUID=1 rw',
}
const held: HeldEntry = {
  id: 'an-id',
  title: 'An upgrade',
  kernel: '/livemode/vmlinuz',
  initramfs: '/livemode/initramfs',
  cmdline: 'console=ttyS0 "dyndbg=a b" root=live:UUID=1 rw',
}

const problemsOf = (found: HeldEntry | null, isCopyOfDefault = false) => {
  const error = errorOf(() => assertHeld(found, {entry, isCopyOfDefault}))
  return error?.message.split('\n    ')
}

function errorOf(run: () => void): LivemodeError | undefined {
  try {
    run()
  } catch (error) {
    return error as LivemodeError
  }
  return undefined
}

test('what was planned is in order, however it is quoted', t => {
  t.is(problemsOf(held), undefined)
})

test('everything that differs is named', t => {
  const found = {
    ...held,
    title: 'B',
    kernel: '/x',
    cmdline: 'root=live:UUID=1 root=/dev/sda1 quiet',
  }
  t.deepEqual(problemsOf(found), [
    'the boot entry is not what was planned:',
    'its title is B instead of An upgrade',
    'its kernel is x instead of vmlinuz',
    'console=ttyS0 is missing',
    'dyndbg=a b is missing',
    'rw is missing',
    'root=/dev/sda1 is in it',
    'quiet is in it',
  ])
  t.deepEqual(problemsOf(null), ['the boot entry is not what was planned:', 'it is not there'])
})

test('a copy of the default may have more, but nothing that a live boot cannot bear', t => {
  const more = {...held, cmdline: `${held.cmdline} crashkernel=auto`}
  t.is(problemsOf(more, true), undefined)
  t.deepEqual(problemsOf({...more, cmdline: `${more.cmdline} rootflags=x`}, true), [
    'the boot entry is not what was planned:',
    'rootflags=x is in it',
  ])
})

test('a copy of the default is asked for what has to be gone by the rule that planned it', t => {
  const found = (more: string) => problemsOf({...held, cmdline: `${held.cmdline} ${more}`}, true)
  t.is(found('nosmt rd.retry=600 vendor_driver.option=1 $tuned_params'), undefined)
  t.deepEqual(found('emergency systemd.run=a -- debug'), [
    'the boot entry is not what was planned:',
    'emergency is in it',
    'systemd.run=a is in it',
    '-- is in it',
    'debug is in it',
  ])
})

test('a bare name before an added argument of that name is borne', t => {
  const auto = {...entry, arguments: {...entry.arguments, add: ['root=live:UUID=1', 'rd.auto=1']}}
  t.deepEqual(surplusOf({...held, cmdline: 'rd.auto root=live:UUID=1 rd.auto=1'}, auto), [])
  t.deepEqual(surplusOf({...held, cmdline: 'rd.auto=0 quiet root=live:UUID=1 rd.auto=1'}, auto), [
    'rd.auto=0',
    'quiet',
  ])
})

test('an entry that would be booted by default is refused, whatever names it', t => {
  const choosing = 'loader --set-default KERNEL'
  for (const standing of ['an-id', '/boot/livemode/vmlinuz']) {
    const error = t.throws(() => assertNotDefault(standing, {entry, held, choosing}), {
      instanceOf: LivemodeError,
      message: 'the boot loader would take the boot entry for its default one',
    })
    t.is(error?.code, 'ENTRY_WRONG')
    t.is(error?.hint, `say which entry this machine boots by default: ${choosing}`)
  }
  t.notThrows(() => assertNotDefault('another', {entry, held, choosing}))
  t.notThrows(() => assertNotDefault(null, {entry, held, choosing}))
})
