// Hooks that the upgrade does without are named with their file; what it does as well by itself is not.
import {fixture} from '@livemode/fixtures'
import test from 'ava'
import {find} from '../../test/find.ts'
import {factsWith, planFor} from '../../test/planned.ts'
import {parseAptDump} from '../apt/configuration.ts'
import {findHooks} from './hooks.ts'

const id = 'apt-hooks'
const hooks = (text: string) => ({hooks: findHooks(parseAptDump(text))})

test('of a configuration with hooks, those around packages and not around lists', t => {
  t.deepEqual(findHooks(parseAptDump(fixture('apt/config-dump-with-hooks'))), [
    {name: 'DPkg::Pre-Install-Pkgs::', value: '/usr/sbin/dpkg-preconfigure --apt || true'},
    {name: 'DPkg::Post-Invoke::', value: '/usr/bin/foo \\q\\ || true'},
  ])
})

test('a hook, and the file that has it', t => {
  const command = 'if [ -x /usr/bin/etckeeper ]; then etckeeper pre-install; fi'
  const facts = factsWith({
    '/etc/apt/apt.conf.d/05etckeeper': `DPkg::Pre-Invoke { "${command}"; };\n`,
  })
  t.deepEqual(find(id, planFor(facts, hooks(`DPkg::Pre-Invoke:: "${command}";\n`))), [
    'warning: these hooks do not run during the upgrade: if [ -x /usr/bin/etckeeper ]; then etckeeper pre-install; fi (/etc/apt/apt.conf.d/05etckeeper)',
  ])
})

test('a hook with quotes in it, and a long one', t => {
  const dump = `DPkg::Post-Invoke:: "test -x /usr/bin/x && echo "${'y'.repeat(80)}"";\n`
  t.deepEqual(find(id, planFor(factsWith({}), hooks(dump))), [
    `warning: these hooks do not run during the upgrade: test -x /usr/bin/x && echo "${'y'.repeat(60 - 28)}… (/etc/apt/apt.conf.d)`,
  ])
})

test('what every Debian has is none', t => {
  const dump = [
    'DPkg::Pre-Install-Pkgs:: "/usr/sbin/dpkg-preconfigure --apt || true";',
    'DPkg::Post-Invoke:: "rm -f /var/cache/apt/archives/*.deb || true";',
    'DPkg::Post-Invoke:: "";',
    'APT::Update::Post-Invoke-Success:: "touch /x";',
  ]
  t.deepEqual(find(id, planFor(factsWith({}), hooks(`${dump.join('\n')}\n`))), [])
})

test('hooks of dpkg', t => {
  const facts = factsWith({
    '/etc/dpkg/dpkg.cfg.d/needrestart': 'status-logger=/usr/lib/needrestart/dpkg-status\n',
    '/etc/dpkg/dpkg.cfg': '# pre-invoke=/bin/false\npost-invoke "sync"\nlog /var/log/dpkg.log\n',
  })
  t.deepEqual(find(id, planFor(facts)), [
    'warning: these hooks do not run during the upgrade: /usr/lib/needrestart/dpkg-status (/etc/dpkg/dpkg.cfg.d/needrestart), sync (/etc/dpkg/dpkg.cfg)',
  ])
})
