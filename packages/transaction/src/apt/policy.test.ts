// Versions with their priorities, and which of them the repositories have.
import {fixture} from '@livemode/fixtures'
import test from 'ava'
import {availableVersion, parsePolicy} from './policy.ts'

const policies = parsePolicy(fixture('apt/policy-held'))

test('every package that was asked for', t => {
  t.deepEqual(
    [...policies.keys()],
    ['openssh-client', 'zstd', 'adduser', 'libc6', 'linux-image-6.1.0-56-amd64'],
  )
})

test('a package with three versions', t => {
  t.deepEqual(policies.get('zstd'), {
    candidate: '1.5.7+dfsg-1+deb13u1',
    versions: [
      {version: '1.5.7+dfsg-1+deb13u1', priority: 500, isInstalled: false, isAvailable: true},
      {version: '1.5.7+dfsg-1', priority: -1, isInstalled: false, isAvailable: true},
      {version: '1.5.4+dfsg2-5', priority: 100, isInstalled: true, isAvailable: false},
    ],
  })
  t.is(availableVersion(policies.get('zstd')), '1.5.7+dfsg-1+deb13u1')
})

test('a package that only the machine has', t => {
  t.is(availableVersion(policies.get('linux-image-6.1.0-56-amd64')), undefined)
  t.is(availableVersion(undefined), undefined)
})

test('another architecture, and a package that is only named by others', t => {
  const text = 'libc6:i386:\n  Installed: (none)\n  Candidate: (none)\n  Version table:\n'
  t.deepEqual([...parsePolicy(text)], [['libc6:i386', {candidate: null, versions: []}]])
})
