// What has an address of its own, and not from NetworkManager, is found in the files of each tool.

import {mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import test from 'ava'
import {findStaticAddresses} from './index.ts'
import {readStaticAddresses} from './static-addresses.ts'

const find = (files: Readonly<Record<string, string>>) =>
  findStaticAddresses({
    list: folder =>
      Object.keys(files)
        .filter(path => dirname(path) === folder)
        .map(path => path.slice(folder.length + 1)),
    read: path => files[path],
  }).map(one => `${one.interface} ${one.file}`)

const ifupdown = '/etc/network/interfaces'
const netplan = '/etc/netplan/50-cloud-init.yaml'
const networkd = '/etc/systemd/network/10-lan.network'

test('ifupdown', t => {
  const text =
    'auto lo ens192 ens224\niface lo inet loopback\niface ens192 inet static\n  address 192.0.2.20/24\n'
  t.deepEqual(find({[ifupdown]: text}), [`ens192 ${ifupdown}`])
  t.deepEqual(find({[ifupdown]: 'iface ens192 inet dhcp\n# iface a inet static\n'}), [])
  t.deepEqual(find({[ifupdown]: 'iface a inet static inherits b\n'}), [`a ${ifupdown}`])
  const further = `${ifupdown}.d/v6`
  t.deepEqual(find({[further]: 'iface  ens224 \\\n  inet6 static\n\taddress ::1\n'}), [
    `ens224 ${further}`,
  ])
})

test('netplan', t => {
  t.deepEqual(
    find({
      [netplan]: `network:
  version: 2
  ethernets:
    a: {addresses: [198.51.100.7/32], nameservers: {addresses: [198.51.100.53]}}
    b: {dhcp4: true, nameservers: {addresses: [198.51.100.53]}}
    c: {match: {macaddress: "52:54:00:aa:bb:01"}, set-name: lan0, addresses: [198.51.100.8/32]}
    d: {addresses: []}
  bonds:
    bond0:
      addresses:
        - 198.51.100.9/32:
            label: x
`,
    }),
    [`a ${netplan}`, `lan0 ${netplan}`, `bond0 ${netplan}`],
  )
  for (const broken of ['network: [', 'network: 5', '- a', 'network: {ethernets: {a: 5}}', '']) {
    t.deepEqual(find({[netplan]: broken}), [])
  }
})

test('networkd', t => {
  t.deepEqual(find({[networkd]: '[Match]\nName=eno1 eno2\n[Network]\nAddress=203.0.113.9/24\n'}), [
    `eno1 ${networkd}`,
    `eno2 ${networkd}`,
  ])
  t.deepEqual(find({[networkd]: '[Match]\nName=en*\n[Network]\nAddress=203.0.113.9/24\n'}), [
    `null ${networkd}`,
  ])
  t.deepEqual(find({[networkd]: '[Match]\nMACAddress=1\n[Address]\nAddress = 203.0.113.9/24\n'}), [
    `null ${networkd}`,
  ])
  t.deepEqual(find({[networkd]: '[Match]\nName=eno1\n[Network]\nDHCP=yes\nAddress=\n'}), [])
})

test('a profile that is bound to a card may be that of any interface', t => {
  const keyfile = '/etc/NetworkManager/system-connections/lan'
  const text = '[connection]\nid=lan\n[ethernet]\nmac-address=52:54:00:AA:BB:01\n'
  t.deepEqual(find({[ifupdown]: 'iface ens192 inet static\n', [keyfile]: text}), [])
})

test('a profile of NetworkManager wins', t => {
  const text = 'iface ens192 inet static\niface ens224 inet static\niface ens256 inet static\n'
  const files = {
    [ifupdown]: text,
    '/etc/NetworkManager/system-connections/lan.nmconnection':
      '[connection]\nid=lan\ninterface-name=ens192\n',
    '/etc/sysconfig/network-scripts/ifcfg-ens224': 'DEVICE=ens224\n',
  }
  t.deepEqual(find(files), [`ens256 ${ifupdown}`])
})

test('in the files of a machine', async t => {
  const root = mkdtempSync(join(tmpdir(), 'static-addresses-'))
  t.teardown(() => rmSync(root, {recursive: true}))
  t.deepEqual(await readStaticAddresses(root), [])
  mkdirSync(join(root, '/etc/network/interfaces.d'), {recursive: true})
  writeFileSync(join(root, ifupdown), 'iface ens192 inet static\n')
  symlinkSync('/nowhere', join(root, '/etc/network/interfaces.d/a'))
  t.deepEqual(await readStaticAddresses(root), [{interface: 'ens192', file: ifupdown}])
})
