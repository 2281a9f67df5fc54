// sshd answers with the source's own host keys.
import {execFileSync} from 'node:child_process'
import {join} from 'node:path'
import test from 'ava'
import {startLive} from '../../test/live-system.ts'
import {takeOverHostKeys} from './ssh-host-keys.ts'

const asked = ['ssh-keygen -A', 'sshd -t']

test('keys are taken over for root alone, and what is public of them', t => {
  const {live, sourceRoot, read, mode, has, calls, lines} = startLive(t, {
    source: {
      '/etc/ssh/ssh_host_ed25519_key': 'secret',
      '/etc/ssh/ssh_host_ed25519_key.pub': 'public',
      '/etc/ssh/ssh_host_ecdsa_key': 'alone',
      '/etc/ssh/ssh_host_key': 'of version 1',
      '/etc/ssh/sshd_config': 'Nonsense yes',
      '/persist/key': 'linked',
    },
    links: {'/etc/ssh/ssh_host_rsa_key': '/persist/key'},
  })
  execFileSync('mkfifo', [join(sourceRoot, 'etc/ssh/ssh_host_dsa_key')])
  t.is(takeOverHostKeys(live), 0)
  t.is(read('/etc/ssh/ssh_host_ed25519_key'), 'secret')
  t.is(read('/etc/ssh/ssh_host_ed25519_key.pub'), 'public')
  t.is(read('/etc/ssh/ssh_host_ecdsa_key'), 'alone')
  t.is(read('/etc/ssh/ssh_host_rsa_key'), 'linked')
  t.is(mode('/etc/ssh/ssh_host_ed25519_key'), '600')
  t.is(mode('/etc/ssh/ssh_host_ed25519_key.pub'), '644')
  t.is(mode('/etc/ssh/ssh_host_rsa_key'), '600')
  for (const name of ['ssh_host_dsa_key', 'ssh_host_key', 'sshd_config']) {
    t.false(has(`/etc/ssh/${name}`), name)
  }
  t.deepEqual(calls, asked)
  t.deepEqual(lines, [])
})

test('a source without keys gets fresh ones', t => {
  const {live, calls} = startLive(t)
  t.is(takeOverHostKeys(live), 0)
  t.deepEqual(calls, asked)
})

test('a configuration that sshd refuses is said', t => {
  const stderr = '/etc/ssh/sshd_config line 3: Bad configuration option: Nonsense\n'
  const {live, lines} = startLive(t, {programs: {sshd: () => ({code: 255, stderr})}})
  t.is(takeOverHostKeys(live), 1)
  t.deepEqual(lines, [stderr.trim(), 'sshd -t exited with code 255'])
})
