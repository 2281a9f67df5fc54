// The live system brings up what its kernel finds, and what its programs make of that; nothing else is taken for reached.
import type {Device} from '@livemode/host'
import test from 'ava'
import {findUnreached, listNetworkDiskArguments} from './reached-devices.ts'

const findWhy = (devices: readonly Device[]) =>
  findUnreached({devices}, ({name}) => ({why: `${name} by iSCSI`, remedy: null}))?.why

const disk = (name: string, transport?: string) => ({
  name,
  type: 'disk',
  ...(transport ? {transport} : {}),
})

const reached = [
  ...['sda', 'sdaa', 'vda', 'xvdb', 'hda', 'dasda', 'nvme0n1', 'nvme1c0n1', 'mmcblk0'],
  ...['mmcblk0boot0', 'pmem0s', 'md127', 'dm-3'],
]

for (const name of reached) {
  test(`${name} is reached`, t => {
    t.is(findWhy([{name: `${name}p1`, type: 'part'}, disk(name)]), undefined)
  })
}

for (const type of ['part', 'lvm', 'crypt', 'mpath', 'raid1', 'raid10', 'linear', 'loop']) {
  test(`what is ${type} is made again`, t => {
    t.is(findWhy([{name: 'x', type}, disk('sda', 'sata')]), undefined)
  })
}

const unreached: Readonly<Record<string, Parameters<typeof disk>>> = {
  'the live system has no programs for bcache0 (bcache)': ['bcache0'],
  'the live system has no programs for drbd1 (drbd)': ['drbd1'],
  'the live system has no programs for nbd0 (nbd)': ['nbd0'],
  'the live system has no programs for rbd0 (rbd)': ['rbd0'],
  'the live system has no programs for zd0 (zd)': ['zd0'],
  'sdb by iSCSI': ['sdb', 'iscsi'],
  'the live system does not reach nvme0n1, by NVMe over TCP': ['nvme0n1', 'tcp'],
}

for (const [why, device] of Object.entries(unreached)) {
  test(why, t => {
    t.is(findWhy([{name: 'x', type: 'lvm'}, disk(...device)]), why)
  })
}

test('what other programs make of disks', t => {
  const devices = [{name: 'stratis-1-a', type: 'stratis'}, disk('sda')]
  t.is(findWhy(devices), 'the live system has no programs for stratis-1-a (stratis)')
})

test('arguments by which an initramfs reaches disks in the network', t => {
  const of = (kernelCmdline: string) => listNetworkDiskArguments({kernelCmdline})
  const iscsi = [
    'rd.iscsi.firmware=1',
    'rd.iscsi.initiator=iqn.2026',
    'netroot=iscsi:@10.0.0.1::::x',
    'iscsi_firmware',
    'ip=ibft',
    'ISCSI_INITIATOR=x',
  ]
  const others = ['fcoe=eth0:nodcb', 'rd.nvmf.discover=tcp', 'nbdroot=10.0.0.1:x', 'netroot=nbd:x']
  t.deepEqual(of([...others, ...iscsi].join(' ')), {iscsi, others})
  t.deepEqual(of('rd.iscsi.firmware=0 ip=dhcp fcoe.debug=1 nbd.nbds_max=4 iscsi_tcp.debug=1'), {
    iscsi: [],
    others: [],
  })
})
