// A disk by iSCSI is there where the image has open-iscsi, the source has logged in with it, and there is a network.
import {type Config, defaultConfig} from '@livemode/config'
import type {Device, Host, IscsiSession, Mount} from '@livemode/host'
import test from 'ava'
import {hostWith, mountAt} from '../test/hosts.ts'
import {planImageSource} from './image-source.ts'
import {planIscsiSessions, planNetworkArguments, planReach} from './iscsi.ts'
import {planFstab} from './machine/fstab.ts'

const session: IscsiSession = {
  target: 'iqn.x',
  address: '10.0.0.1',
  port: 3260,
  driver: 'iscsi_tcp',
  record: {startup: 'automatic', hasPassword: true},
}

const disk = (iscsi?: IscsiSession): readonly Device[] => [
  {name: 'sdb1', type: 'part'},
  {name: 'sdb', type: 'disk', transport: 'iscsi', ...(iscsi && {iscsi})},
]

const support = {device_support: ['iscsi']} satisfies Partial<Config>
const local = mountAt('/', 'sda1')

interface Given {
  readonly config?: Partial<Config>
  readonly mounts: readonly Mount[]
  readonly fstab?: readonly string[]
  readonly cmdline?: string
  readonly imageSupport?: readonly string[]
}

function place({config = {}, mounts, fstab = [], cmdline = 'quiet', imageSupport}: Given) {
  const host: Host = {...hostWith(fstab, mounts), kernelCmdline: cmdline, resolvedPaths: {}}
  const complete = {...defaultConfig, ...config}
  return {config: complete, host, image: planImageSource(complete, host), imageSupport}
}

const reasonFor = (given: Given) => {
  const mount = given.mounts.at(-1)
  return mount && planReach(place(given))(mount)
}

const root = (iscsi?: IscsiSession) => mountAt('/', 'sdb1', {devices: disk(iscsi)})
const data = (iscsi?: IscsiSession) => mountAt('/data', 'sdb1', {devices: disk(iscsi)})

test('an image without open-iscsi reaches none', t => {
  t.deepEqual(reasonFor({mounts: [root(session)]}), {
    why: 'the live system does not reach sdb, by iSCSI',
    remedy:
      'add iscsi to device_support in /etc/livemode/livemode.yaml and build the image with that',
  })
  t.deepEqual(reasonFor({mounts: [root(session)], config: support, imageSupport: ['tpm2']}), {
    why: 'the live system does not reach sdb, by iSCSI',
    remedy: 'build the image anew: the one that is there was made without iscsi in device_support',
  })
})

test('what the initramfs logs in to needs a network there, and nothing else by itself', t => {
  const manual = {...session, record: {startup: 'manual', hasPassword: false}}
  for (const config of [support, {...support, setup_network_manager: true}]) {
    t.deepEqual(reasonFor({mounts: [root(manual)], config}), {
      why: 'sdb is reached by iSCSI, and the initramfs has no network',
      remedy: 'set dracut_network in /etc/livemode/livemode.yaml, e.g. to ip=dhcp',
    })
  }
  const config = {...support, dracut_network: 'ip=dhcp'}
  for (const imageSupport of [['iscsi'], undefined]) {
    const given = {mounts: [root(manual)], config, ...(imageSupport && {imageSupport})}
    t.is(reasonFor(given), undefined)
  }
})

test('what comes behind it logs in where the source does, with the network of either', t => {
  const given = (iscsi: IscsiSession, more: Partial<Config> = {}) =>
    reasonFor({mounts: [local, data(iscsi)], config: {...support, ...more}})
  t.deepEqual(given(session), {
    why: 'sdb is reached by iSCSI, and the live system has no network',
    remedy: 'set setup_network_manager in /etc/livemode/livemode.yaml',
  })
  t.is(given(session, {setup_network_manager: true}), undefined)
  t.is(given(session, {dracut_network: 'ip=dhcp'}), undefined)
  const manual = {...session, record: {startup: 'manual', hasPassword: false}}
  t.is(
    given(manual, {setup_network_manager: true})?.why,
    'nothing logs in to iqn.x, by which sdb is reached: its node.startup is manual',
  )
})

test('a session of both is there early, whenever the source logs in', t => {
  const manual = {...session, record: {startup: 'manual', hasPassword: false}}
  const config = {...support, dracut_network: 'ip=dhcp'}
  t.is(reasonFor({mounts: [root(manual), data(manual)], config}), undefined)
})

for (const [title, iscsi, why] of [
  ['no session', undefined, 'it is not known by which iSCSI session sdb is reached'],
  [
    'a card that does it by itself',
    {...session, driver: 'qedi'},
    'sdb is reached by iSCSI with the driver qedi, and the live system has iscsi_tcp alone',
  ],
  [
    'no record',
    {...session, record: null},
    'open-iscsi has no record of iqn.x at 10.0.0.1:3260, by which sdb is reached',
  ],
] as const) {
  test(`not there: ${title}`, t => {
    const config = {...support, dracut_network: 'ip=dhcp', setup_network_manager: true}
    t.is(reasonFor({mounts: [root(iscsi)], config})?.why, why)
    t.is(reasonFor({mounts: [local, data(iscsi)], config})?.why, why)
  })
}

test('the initramfs logs in to what is below image and system, once each', t => {
  const other = {...session, target: 'iqn.y'}
  const image = mountAt('/var/lib/leapp', 'sdc1', {devices: disk(other)})
  const far = mountAt('/data', 'sdd1', {devices: disk({...session, target: 'iqn.z'})})
  const twice = mountAt('/', 'sdb1', {devices: [...disk(session), ...disk(session)]})
  t.deepEqual(
    planIscsiSessions(place({mounts: [twice, image, far]})).map(({target}) => target),
    ['iqn.x', 'iqn.y'],
  )
})

const argumentsFor = (cmdline: string, config: Partial<Config> = support) =>
  planNetworkArguments(place({mounts: [root(session)], cmdline, config}))

test('the network of the initramfs is that of the configuration, else the one of the source’s own', t => {
  const own = 'quiet ip=10.0.0.5::10.0.0.1:24:host:ens3:none nameserver=10.0.0.1 rd.iscsi.firmware'
  t.deepEqual(argumentsFor(own, {...support, dracut_network: ' ip=dhcp  rd.neednet=1'}), [
    'ip=dhcp',
    'rd.neednet=1',
  ])
  t.deepEqual(argumentsFor(own), ['ip=10.0.0.5::10.0.0.1:24:host:ens3:none', 'nameserver=10.0.0.1'])
  t.deepEqual(argumentsFor(own, {}), [])
  t.deepEqual(
    planNetworkArguments(place({mounts: [local, data(session)], cmdline: own, config: support})),
    [],
  )
})

const byFirmware = ['ip=ibft', 'rd.iscsi.firmware=1']

test('firmware that has begun by iSCSI tells the network, in the words of each initramfs', t => {
  for (const word of ['rd.iscsi.firmware=1', 'rd.iscsi.ibft', 'iscsi_firmware', 'iscsi_auto']) {
    t.deepEqual(argumentsFor(`quiet ${word} vlan=v5:ens3`), ['vlan=v5:ens3', ...byFirmware])
  }
  for (const words of ['ip=ibft', 'ip=ibft rd.iscsi.firmware']) {
    t.deepEqual(argumentsFor(words), byFirmware)
  }
  t.deepEqual(argumentsFor('rd.iscsi.firmware=0'), [])
  // What dracut would not understand is no network.
  t.deepEqual(argumentsFor('ip=:::::eth0 nameserver=x'), [])
})

test('what lies on such a disk waits for the network, and its root does not', t => {
  const fstab = ['UUID=uuid-of-sdb1 / ext4 _netdev 0 1', 'UUID=uuid-of-sdb1 /data ext4 acl 0 2']
  const given = place({
    mounts: [root(session), data(session)],
    fstab,
    config: {...support, dracut_network: 'ip=dhcp', squashfs_fullpath: '/data/image'},
  })
  const {entries} = planFstab(given.host, {
    sourceRoot: '/run/upgrade',
    findUnreached: planReach(given),
  })
  t.deepEqual(
    entries.map(({file, options}) => [file, options.filter(one => /^(?:acl|_netdev)$/.test(one))]),
    [
      ['/run/upgrade', []],
      ['/run/upgrade/data', ['acl', '_netdev']],
    ],
  )
})
