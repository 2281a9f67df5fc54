// An interface is known by the address of its card, and by no other.
import test from 'ava'
import {makeRoot} from '../test/root.ts'
import {readInterfaces} from './network-interfaces.ts'

const card = (name: string, files: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries({'device/vendor': '', addr_assign_type: '0\n', ...files}).map(([path, text]) => [
      `/sys/class/net/${name}/${path}`,
      text,
    ]),
  )

test('cards by their own addresses', t => {
  const root = makeRoot(t, {
    files: {
      ...card('ens3', {address: '52:54:00:12:34:56\n'}),
      ...card('ens4', {
        address: '52:54:00:12:34:99\n',
        addr_assign_type: '3\n',
        'bonding_slave/perm_hwaddr': '52:54:00:12:34:57\n',
      }),
      // Made by software, set by somebody, made up, or none that tells a card.
      '/sys/class/net/lo/address': '00:00:00:00:00:00\n',
      '/sys/class/net/br0/address': '52:54:00:12:34:56\n',
      '/sys/class/net/bonding_masters': 'bond0\n',
      ...card('set0', {address: '52:54:00:12:34:58\n', addr_assign_type: '3\n'}),
      ...card('usb0', {address: '52:54:00:12:34:59\n', addr_assign_type: '1\n'}),
      ...card('ib0', {address: '80:00:02:08:fe:80:00:00:00:00:00:00:e4:1d:2d:03:00:4f:12:a1\n'}),
      // Two ports of one address.
      ...card('sl0', {address: '52:54:00:12:34:5a\n'}),
      ...card('sl1', {address: '52:54:00:12:34:5a\n'}),
    },
  })
  t.deepEqual(readInterfaces(root), [
    {name: 'ens3', mac: '52:54:00:12:34:56'},
    {name: 'ens4', mac: '52:54:00:12:34:57'},
  ])
})

test('a machine without /sys has none', t => {
  t.deepEqual(readInterfaces(makeRoot(t, {files: {'/etc/x': ''}})), [])
})
