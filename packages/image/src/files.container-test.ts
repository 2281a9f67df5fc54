// The units and scripts of the live system stand before their own checkers.
import {file, program} from '@livemode/config'
import type {Session} from '@livemode/container'
import {assets, planInitramfsFiles} from '@livemode/live'
import test from 'ava'
import {inputWith} from '../test/planned.ts'
import {putFiles, runtimeOf, startSession, startToolbox} from '../test/session.ts'
import {planImage} from './plan.ts'

const names = assets.list('.').filter(name => !name.startsWith('dracut'))
const startsWith = (line: RegExp) => names.filter(name => line.test(assets.read(name)))
const scripts = startsWith(/^#!\/bin\/(?:ba)?sh(?: -\w+)?\n/)
// They run where dnf is, whose tests run them.
const programs = startsWith(/^#!\/usr\/bin\/python3\n/)
const limit = 'livemode-limit.service'
// Of the upgraded system, where its program is.
const firstBoot = ['livemode-first-boot.service', 'livemode-first-boot-limit.service']
const units = names.filter(name => name.endsWith('.service'))
const dropIns = names.filter(name => name.endsWith('.conf'))

let session: Session

test.before(async () => {
  session = await startSession()
})
test.after.always(async () => {
  await session[Symbol.asyncDispose]()
})

test('every file is a script, a unit or a drop-in of one', t => {
  t.deepEqual([...scripts, ...programs, ...units, ...dropIns].toSorted(), names.toSorted())
})

test('shellcheck finds nothing in the scripts', async t => {
  await using toolbox = await startToolbox(session)
  await putFiles(
    toolbox,
    scripts.map(name => program(`/srv/${name}`, assets.read(name))),
  )
  await t.notThrowsAsync(toolbox.exec(['shellcheck', ...scripts.map(name => `/srv/${name}`)]))
  await t.throwsAsync(toolbox.exec(['sh', '-c', "echo 'echo $1' | shellcheck --shell=sh -"]))
})

test('shellcheck finds nothing in the dracut modules', async t => {
  await using toolbox = await startToolbox(session)
  const {config} = inputWith({
    setup_opensshd_with_auth_keys: '/keys',
    passphrase_timeout: 60,
    device_support: ['iscsi'],
  })
  const files = planInitramfsFiles({config, authorizedKeys: ''})
  const module = files.filter(({path}) => path.endsWith('.sh')).map(({path}) => path)
  t.true(module.some(path => path.endsWith('99livemode-sshd/answer.sh')))
  t.true(module.some(path => path.endsWith('99livemode-iscsi/log-in.sh')))
  await putFiles(toolbox, files)
  await t.notThrowsAsync(toolbox.exec(['shellcheck', '--external-sources', ...module]))
})

test('systemd-analyze finds nothing in the units, nor in what they start with', async t => {
  const input = inputWith(
    {
      setup_opensshd_with_auth_keys: '/keys',
      setup_network_manager: true,
      setup_passwordless_root: true,
      capture_upgrade_strace_into: '/var/log/upgrade.strace',
      device_support: ['iscsi'],
    },
    {authorizedKeys: ''},
  )
  const image = await runtimeOf(session, input)
  await using container = await session.start(image, {name: 'test'})
  await putFiles(container, planImage(input).files)
  // Of the initramfs, where its program is.
  await putFiles(container, [
    file(`/usr/lib/systemd/system/${limit}`, assets.read(`dracut/${limit}`)),
    program('/usr/lib/livemode/limit', assets.read('dracut/limit.sh')),
    ...firstBoot.map(unit => file(`/usr/lib/systemd/system/${unit}`, assets.read(unit))),
    program('/var/lib/leapp/first-boot/check', assets.read('first-boot')),
    program('/etc/livemode/first-boot-limit', assets.read('first-boot-limit')),
  ])
  const verify = async (names: readonly string[]) => {
    const lines: string[] = []
    await container
      .exec(['systemd-analyze', 'verify', '--man=no', ...names], {onLine: line => lines.push(line)})
      .catch(() => {})
    return lines
  }
  t.deepEqual(
    await verify([
      ...units,
      limit,
      'upgrade-limit.timer',
      'emergency.service',
      input.target.sshdUnit,
      'getty@tty2.service',
    ]),
    [],
  )

  // Everything that is started, so that a cycle in the order would show.
  const all = await verify(['default.target'])
  const ours = all.filter(line => /cycle|livemode|upgrade|console\.service/i.test(line))
  t.deepEqual(ours, [])

  await putFiles(container, [
    file('/usr/lib/systemd/system/wrong.service', '[Service]\nExecStart=/nowhere\nWrong=1\n'),
  ])
  t.is((await verify(['wrong.service'])).length, 2)
})
