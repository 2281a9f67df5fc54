// What a machine can be started by besides its boot loader, from a tree that is made like it.
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import test, {type ExecutionContext} from 'ava'
import {readKexec} from './kexec.ts'

const ready = {
  '/sys/kernel/kexec_loaded': '0\n',
  '/proc/sys/kernel/kexec_load_disabled': '0\n',
  '/sys/kernel/security/lockdown': '[none] integrity confidentiality\n',
  '/usr/sbin/kexec': '',
  '/run/systemd/system/x': '',
}

const able = {
  kernel: 'ready',
  isLockedDown: false,
  isXenPv: false,
  hasProgram: true,
  runsSystemd: true,
  graphics: [],
}

function read(t: ExecutionContext, files: Readonly<Record<string, string>>) {
  const root = mkdtempSync(join(tmpdir(), 'livemode-kexec-'))
  t.teardown(() => rmSync(root, {recursive: true}))
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(root, dirname(path)), {recursive: true})
    writeFileSync(join(root, path), content)
  }
  return readKexec(root)
}

test('a machine that can', t => {
  t.deepEqual(read(t, ready), able)
  t.deepEqual(read(t, {...ready, '/sys/hypervisor/type': 'kvm\n'}), able)
})

test('one that has been told not to, and one whose kernel was not built for it', t => {
  const disabled = {...ready, '/proc/sys/kernel/kexec_load_disabled': '1\n'}
  t.is(read(t, disabled).kernel, 'disabled')
  t.deepEqual(read(t, {}), {...able, kernel: 'missing', hasProgram: false, runsSystemd: false})
})

test('a kernel that is locked down', t => {
  for (const lockdown of [
    'none [integrity] confidentiality\n',
    'none integrity [confidentiality]\n',
  ])
    t.true(read(t, {...ready, '/sys/kernel/security/lockdown': lockdown}).isLockedDown)
})

test('guests of Xen, with hardware of their own and without', t => {
  const guest = (type: string) => ({
    ...ready,
    '/sys/hypervisor/type': 'xen\n',
    '/sys/hypervisor/guest_type': `${type}\n`,
  })
  t.true(read(t, guest('PV')).isXenPv)
  t.false(read(t, guest('HVM')).isXenPv)
  t.false(read(t, guest('PVH')).isXenPv)
})
