// A host key is made and told where somebody can be asked over ssh on this machine, and nowhere else.
import {type Config, defaultConfig} from '@livemode/config'
import test from 'ava'
import {readHost} from '../test/planned.ts'
import {isAskedOverSsh, renderHostKey} from './asked-over-ssh.ts'

const all = {
  passphrase_timeout: 60,
  setup_opensshd_with_auth_keys: '/keys',
  dracut_network: 'ip=dhcp',
}
const isAsked = (name: string, settings: Partial<Config>) =>
  isAskedOverSsh({config: {...defaultConfig, ...settings}, host: readHost(name)})

test('it takes something to ask for, somebody to ask, and a network', t => {
  t.true(isAsked('debian-12-luks', all))
  t.false(isAsked('debian-12-ext4', all))
  for (const name of Object.keys(all)) t.false(isAsked('debian-12-luks', {...all, [name]: null}))
})

test('a device that the TPM opens may ask for a PIN, and nobody where nothing opens it', t => {
  const host = {
    ...readHost('debian-12-luks'),
    crypttab: 'vda3_crypt UUID=1 - tpm2-device=auto\n',
  }
  // By the option alone nobody knows whether it has a PIN: systemd may ask.
  const config = {...defaultConfig, ...all}
  t.true(isAskedOverSsh({config: {...config, device_support: ['tpm2']}, host}))
  t.false(isAskedOverSsh({config, host}))
})

test('the fingerprint is as ssh shows it', t => {
  t.is(
    renderHostKey({key: '', fingerprint: 'SHA256:abc'}),
    'what its initramfs asks for can be entered over ssh, as root; its host key is SHA256:abc (ECDSA)',
  )
})
