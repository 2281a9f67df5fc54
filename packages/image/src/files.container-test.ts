// The units and scripts of the live system stand before their own checkers.
import {readdirSync, readFileSync} from 'node:fs'
import type {Session} from '@livemode/container'
import test from 'ava'
import {dracutModule} from './parts/dracut-module.ts'
import {file, program, shipped} from './parts/part.ts'
import {planImage} from './plan.ts'
import {inputWith} from './planned.ts'
import {putFiles, startSession, startToolbox, userspaceOf} from './test-session.ts'

const folder = new URL('../files/', import.meta.url)
const names = readdirSync(folder, {withFileTypes: true}).flatMap(entry =>
  entry.isFile() ? [entry.name] : [],
)
const scripts = names.filter(name => readFileSync(new URL(name, folder), 'utf8').startsWith('#!'))
const limit = 'livemode-limit.service'
const units = names.filter(name => name.endsWith('.service'))

let session: Session

test.before(async () => {
  session = await startSession()
})
test.after.always(async () => {
  await session[Symbol.asyncDispose]()
})

test('every file is a script or a unit', t => {
  t.deepEqual([...scripts, ...units].toSorted(), names.toSorted())
})

test('shellcheck finds nothing in the scripts', async t => {
  await using toolbox = await startToolbox(session)
  await putFiles(
    toolbox,
    scripts.map(name => program(`/srv/${name}`, shipped(name))),
  )
  await t.notThrowsAsync(toolbox.exec(['shellcheck', ...scripts.map(name => `/srv/${name}`)]))
  await t.throwsAsync(toolbox.exec(['sh', '-c', "echo 'echo $1' | shellcheck --shell=sh -"]))
})

test('shellcheck finds nothing in the dracut module', async t => {
  await using toolbox = await startToolbox(session)
  const files = dracutModule()
  const module = files.filter(({path}) => path.endsWith('.sh')).map(({path}) => path)
  t.true(module.length > 5)
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
    },
    {authorizedKeys: ''},
  )
  const userspace = await userspaceOf(session, input)
  await using container = await session.start(userspace.image, {name: 'test'})
  await putFiles(container, planImage(input).files)
  // Of the initramfs, where its program is.
  await putFiles(container, [
    file(`/usr/lib/systemd/system/${limit}`, shipped(`dracut/${limit}`)),
    program('/usr/lib/livemode/limit', shipped('dracut/limit.sh')),
  ])
  const verify = async (names: readonly string[]) => {
    const lines: string[] = []
    await container
      .exec(['systemd-analyze', 'verify', '--man=no', ...names], {onLine: line => lines.push(line)})
      .catch(() => {})
    return lines
  }
  t.deepEqual(await verify([...units, limit, input.target.sshdUnit, 'getty@tty2.service']), [])

  // Everything that is started, so that a cycle in the order would show.
  const all = await verify(['default.target'])
  const ours = all.filter(line => /cycle|livemode|upgrade|console\.service/i.test(line))
  t.deepEqual(ours, [])

  await putFiles(container, [
    file('/usr/lib/systemd/system/wrong.service', '[Service]\nExecStart=/nowhere\nWrong=1\n'),
  ])
  t.is((await verify(['wrong.service'])).length, 2)
})
