// The packages are the release's and those that the configuration asks for, sorted, each once.
import {type Config, defaultConfig} from '@livemode/config'
import test from 'ava'
import {liveModeRequirementsTasks, planRequirements} from './requirements.ts'
import {targets} from './targets/index.ts'
import type {Target} from './targets/target.ts'

const target: Target = {
  ...targets['debian-13'],
  packages: {boot: ['linux', 'systemd'], initramfs: ['dracut', 'systemd'], other: []},
  sshdPackages: ['openssh-server', 'systemd'],
  stracePackages: ['strace'],
}
const common = ['dracut', 'linux', 'systemd']

const plan = (config: Partial<Config>) => planRequirements(target, {...defaultConfig, ...config})

test('the defaults ask for nothing besides', t => {
  t.deepEqual(plan({}), {common, additional: []})
})

test('additional packages, without those that are there anyway', t => {
  const additional_packages = ['vim', 'linux', 'mc', 'vim']
  t.deepEqual(plan({additional_packages}), {common, additional: ['mc', 'vim']})
})

test('sshd', t => {
  const setup_opensshd_with_auth_keys = '/root/.ssh/authorized_keys'
  t.deepEqual(plan({setup_opensshd_with_auth_keys}), {common, additional: ['openssh-server']})
})

test('strace', t => {
  const capture_upgrade_strace_into = '/var/log/upgrade.strace'
  t.deepEqual(plan({capture_upgrade_strace_into}), {common, additional: ['strace']})
})

test('what devices need', t => {
  t.deepEqual(plan({device_support: ['tpm2']}), {common, additional: ['tpm2-tools']})
  t.deepEqual(plan({device_support: ['iscsi']}), {common, additional: ['open-iscsi']})
  t.deepEqual(plan({device_support: ['clevis']}), {
    common,
    additional: ['clevis-dracut', 'clevis-tpm2'],
  })
})

test('all of it', t => {
  const config = {
    additional_packages: ['zsh', 'strace'],
    setup_opensshd_with_auth_keys: '/root/.ssh/authorized_keys',
    capture_upgrade_strace_into: '/var/log/upgrade.strace',
  }
  const requirements = plan(config)
  t.deepEqual(requirements, {common, additional: ['openssh-server', 'strace', 'zsh']})
  t.deepEqual(liveModeRequirementsTasks(requirements), {
    packages: ['dracut', 'linux', 'openssh-server', 'strace', 'systemd', 'zsh'],
  })
})
