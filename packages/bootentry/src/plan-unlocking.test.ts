// Devices that the initramfs opens are asked for by their own names, and all that lies below and above them is assembled.
import type {Config} from '@livemode/config'
import type {Device, Host} from '@livemode/host'
import test from 'ava'
import {debian13, plan, readHost, unattended} from '../test/plan.ts'

const container = '1f2e3d06-5a31-4c7e-9b20-0d6e4f8a0006'
const asked = [
  'rd.lvm.vg=debian-vg',
  `rd.luks.uuid=${container}`,
  `rd.luks.name=${container}=vda3_crypt`,
]

test('who enters a passphrase is asked for that device alone, and has time beside that of the machine', t => {
  const added = (config: Partial<Config>) =>
    plan(readHost('debian-12-luks'), debian13, config).arguments.add.slice(7, -unattended.length)
  t.deepEqual(added({passphrase_timeout: 600}), [
    'upgrade.autostart=1',
    'upgrade.initramfs.timeout=900',
    ...asked,
  ])
  t.deepEqual(added({passphrase_timeout: 600, initramfs_timeout: 1000}), [
    'upgrade.autostart=1',
    'upgrade.initramfs.timeout=1600',
    ...asked,
  ])
  const url = {url_to_load_squashfs_from: 'https://a/live.img', dracut_network: 'ip=dhcp'}
  t.deepEqual(
    plan(readHost('debian-12-luks'), debian13, {passphrase_timeout: 600, ...url})
      .arguments.add.slice(5, -unattended.length)
      .filter(word => !word.startsWith('rd.neednet')),
    ['upgrade.autostart=1', 'upgrade.initramfs.timeout=1500', 'ip=dhcp', ...asked],
  )
})

test('what the TPM opens waits for nobody, unless somebody can be asked', t => {
  const host = {
    ...readHost('debian-12-luks'),
    crypttab: 'vda3_crypt UUID=1 none luks,discard,tpm2-device=auto,tpm2-pcrs=7\n',
  }
  const added = (config: Partial<Config>) =>
    plan(host, debian13, config).arguments.add.slice(8, -unattended.length)
  const option = (text: string) => `rd.luks.options=${container}=${text}`
  t.deepEqual(added({device_support: ['tpm2']}), [
    ...asked,
    option('tpm2-device=auto,headless=true'),
  ])
  t.deepEqual(added({device_support: ['tpm2'], passphrase_timeout: 600}), [
    'upgrade.initramfs.timeout=900',
    ...asked,
    option('tpm2-device=auto'),
  ])
  t.deepEqual(added({passphrase_timeout: 600}), ['rd.lvm.vg=debian-vg', 'rd.auto=1'])
})

test('what clevis answers for is asked for, when the network is there', t => {
  const luksTokens = {
    [container]: [{type: 'clevis', pcrs: [], hasPin: false, hasPolicyFile: false, pins: ['tang']}],
  }
  const host = {...readHost('debian-12-luks'), luksTokens}
  const added = (config: Partial<Config>) =>
    plan(host, debian13, {dracut_network: 'ip=dhcp', ...config}).arguments.add.slice(
      8,
      -unattended.length,
    )
  t.deepEqual(added({device_support: ['clevis']}), [
    ...['ip=dhcp', 'rd.neednet=1'],
    ...asked,
    `rd.luks.options=${container}=nofail`,
  ])
  t.deepEqual(added({device_support: ['tpm2']}), [
    ...['ip=dhcp', 'rd.neednet=1', 'rd.lvm.vg=debian-vg', 'rd.auto=1'],
  ])
})

test('what lies below and above an asked device is assembled, wherever the image is', t => {
  const root = (devices: readonly Device[]): Host => {
    const host = readHost('debian-12-luks')
    return {
      ...host,
      mounts: host.mounts.map(one => (one.target === '/' ? {...one, devices: [...devices]} : one)),
    }
  }
  const crypt = {name: 'root_crypt', type: 'crypt', container: '1-2'}
  const url = {url_to_load_squashfs_from: 'https://a/live.img', dracut_network: 'ip=dhcp'}
  const added = (devices: readonly Device[]) =>
    plan(root(devices), debian13, {passphrase_timeout: 600, ...url}).arguments.add.filter(word =>
      /^rd\.(?:auto|lvm|luks|md)/.test(word),
    )
  const opened = ['rd.luks.uuid=1-2', 'rd.luks.name=1-2=root_crypt']
  t.deepEqual(added([crypt, {name: 'md0', type: 'raid1'}, {name: 'sda2', type: 'part'}]), [
    'rd.auto=1',
    ...opened,
  ])
  t.deepEqual(added([crypt, {name: 'vg0-root', type: 'lvm'}, {name: 'sda2', type: 'part'}]), [
    'rd.lvm.vg=vg0',
    ...opened,
  ])
})

test('nothing is asked where nothing is encrypted', t => {
  const {arguments: words} = plan(readHost('debian-12-ext4'), debian13, {passphrase_timeout: 600})
  t.deepEqual(
    words.add.filter(word => /luks|timeout/.test(word)),
    [],
  )
})
