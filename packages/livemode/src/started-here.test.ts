// What a machine's next boot does not lead to is started by a command, and a plan says so.
import {LivemodeError} from '@livemode/config'
import test from 'ava'
import {planFor, readHost} from '../test/planned.ts'
import {renderPlan} from './plan-text.ts'
import {whyNotByLoader} from './report/kexec.ts'
import {assertRebootLeadsThere, isStartedHere} from './started-here.ts'

test('boot loaders are reached by a reboot, and kexec by a command', t => {
  t.true(isStartedHere('kexec'))
  for (const loader of ['grub', 'grubby', 'systemd-boot', 'unknown'] as const) {
    t.false(isStartedHere(loader))
    t.notThrows(() => assertRebootLeadsThere('+1', {loader}))
  }
  t.notThrows(() => assertRebootLeadsThere(undefined, {loader: 'kexec'}))
  const error = t.throws(() => assertRebootLeadsThere('+1', {loader: 'kexec'}), {
    instanceOf: LivemodeError,
    message: '--reboot does not lead to the live image, which kexec starts on this machine',
  })
  t.is(error?.code, 'USAGE')
})

test('a plan says how the image is started, and why not by the boot loader', t => {
  const host = readHost('debian-12-btrfs')
  const render = (loader: 'grub' | 'kexec') =>
    renderPlan(planFor(host, {}, {loader}), {
      unplanned: '',
      repositoriesFrom: null,
      whyNotByLoader: whyNotByLoader({host, loader}),
    })
      .split('\n')
      .filter(line => /^ {2}(go there|because|run {8}kexec)/.test(line))
  t.deepEqual(render('grub'), [])
  const [load, ...others] = render('kexec')
  t.regex(
    load ?? '',
    /^ {2}run {8}kexec --kexec-file-syscall --load \/boot\/livemode\/livemode-vmlinuz /,
  )
  t.deepEqual(others, [
    '  go there   livemode start',
    '  because    GRUB cannot write to /boot/grub/grubenv, which lies on btrfs: it would boot the live image again and again',
  ])
})

test('the machine’s part says that nothing resumes, and whose menu it is', t => {
  const {machine} = planFor(readHost('debian-12-btrfs'), {}, {loader: 'kexec'})
  const facts = machine.files.find(({path}) => path.endsWith('/machine.json'))
  const {resume, menu} = JSON.parse(facts?.type === 'file' ? facts.content : '')
  t.deepEqual(resume, {kind: 'none'})
  t.like(menu, {kind: 'grub', file: '/boot/grub/grub.cfg'})
})
