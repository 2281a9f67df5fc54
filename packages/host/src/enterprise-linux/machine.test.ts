// What is read of a machine of Enterprise Linux besides: what its packages are signed by, its subscription, network and storage.
import test from 'ava'
import {makeRoot} from '../../test/root.ts'
import {parseIfcfg, readNetworkScripts} from './network.ts'
import {parsePackages} from './packages.ts'
import {readEnterpriseLinux} from './read.ts'
import {readVdoVolumes} from './storage.ts'
import {readSubscription} from './subscription.ts'

test('packages by what they are signed with', t => {
  const of = (signature: string) => signature && `${signature}, Mon 01 Jan 2018, Key ID 0123`
  const lines = [
    ['bash', of('RSA/SHA256')],
    ['sha1-tools', of('RSA/SHA512')],
    ['agent', of('RSA/SHA1')],
    ['driver', of('DSA/SHA1')],
    ['ancient', of('RSA/MD5')],
    ['local', ''],
    ['gpg-pubkey', ''],
    ['rh-amazon-rhui-client', of('RSA/SHA256')],
    ['google-rhui-client-rhel8', of('RSA/SHA256')],
    ['leapp-rhui-aws', of('RSA/SHA256')],
  ]
  t.deepEqual(parsePackages(lines.map(line => `${line.join('\t')}\n`).join('')), {
    weaklySigned: {count: 3, examples: ['agent', 'ancient', 'driver']},
    rhuiClients: ['google-rhui-client-rhel8', 'rh-amazon-rhui-client'],
  })
})

test('of many packages some are named', t => {
  const lines = Array.from({length: 30}, (_, index) => `p${index}\tRSA/SHA1, x, Key ID 1\n`)
  const {weaklySigned} = parsePackages(lines.join(''))
  t.is(weaklySigned.count, 30)
  t.is(weaklySigned.examples.length, 10)
})

const satellite = 'satellite.example.org'
const registered = `[server]\nhostname = ${satellite}\n[rhsm]\nbaseurl= https://me:secret@${satellite}/pulp\n`

test('a subscription', async t => {
  const root = makeRoot(t, {
    files: {
      '/etc/rhsm/rhsm.conf': registered,
      '/etc/pki/consumer/cert.pem': 'x',
      '/etc/pki/entitlement/1234.pem': 'x',
      '/etc/pki/entitlement/1234-key.pem': 'x',
      '/var/lib/rhsm/cache/releasever.json': '{"releaseVer": "8.10"}',
    },
  })
  t.deepEqual(await readSubscription(root), {
    isRegistered: true,
    certificates: 1,
    server: satellite,
    content: `https://redacted@${satellite}/pulp`,
    release: '8.10',
  })
})

test('none, and a machine that could have one', async t => {
  t.is(await readSubscription(makeRoot(t, {})), undefined)
  const files = {
    '/etc/rhsm/rhsm.conf': '[server]\nhostname = \n',
    '/var/lib/rhsm/cache/releasever.json': '{"releaseVer": null}',
  }
  t.deepEqual(await readSubscription(makeRoot(t, {files})), {
    ...{isRegistered: false, certificates: 0, server: null, content: null, release: null},
  })
})

test('ifcfg files, and who brings them up', async t => {
  const scripts = '/etc/sysconfig/network-scripts'
  const root = makeRoot(t, {
    files: {
      [`${scripts}/ifcfg-lo`]: 'DEVICE=lo\n',
      [`${scripts}/ifcfg-eth0`]: 'DEVICE=eth0\nONBOOT="yes"\nKEY_PASSPHRASE1=secret\n',
      [`${scripts}/ifcfg-eth0:1`]: 'DEVICE=eth0:1\n',
      [`${scripts}/ifcfg-eth0.bak`]: 'DEVICE=eth0\n',
    },
    links: {
      '/etc/rc.d/rc3.d/S10network': '../init.d/network',
      '/etc/systemd/system/multi-user.target.wants/NetworkManager.service': '/x',
    },
  })
  t.deepEqual(await readNetworkScripts(root), {
    isService: true,
    hasNetworkManager: true,
    profiles: [{file: `${scripts}/ifcfg-eth0`, type: null, isControlled: true, isStarted: true}],
  })
  const off = {'/etc/rc.d/rc3.d/K90network': '../init.d/network'}
  const files = {[`${scripts}/ifcfg-eth0`]: ''}
  const found = await readNetworkScripts(makeRoot(t, {files, links: off}))
  t.deepEqual([found?.isService, found?.hasNetworkManager], [false, false])
  t.is(await readNetworkScripts(makeRoot(t, {})), undefined)
})

test('an ifcfg file', t => {
  const of = (text: string) => {
    const {type, isControlled, isStarted} = parseIfcfg(text, '/x')
    return [type, isControlled, isStarted]
  }
  t.deepEqual(of('TYPE=GRE\nNM_CONTROLLED="no"\nONBOOT=no\n'), ['gre', false, false])
  t.deepEqual(of("export TYPE='Ethernet'\nNM_CONTROLLED=no\nNM_CONTROLLED=yes"), [
    'ethernet',
    true,
    true,
  ])
  t.deepEqual(of('DEVICETYPE=TeamPort\n#TYPE=x\n'), ['teamport', true, true])
})

test('volumes of VDO', async t => {
  const files = {
    '/sys/block/dm-0/dm/uuid': 'LVM-abc-vpool\n',
    '/sys/block/dm-0/dm/name': 'vg-vpool0\n',
    '/sys/block/dm-1/dm/uuid': 'VDO-1234\n',
    '/sys/block/dm-1/dm/name': 'vdo1\n',
    '/sys/block/sda/size': '1\n',
  }
  t.deepEqual(await readVdoVolumes(makeRoot(t, {files})), ['vdo1'])
  const configured =
    'config: !Configuration\n  vdos:\n    vdo1: !VDOService\n      device: /dev/sdb\n    old: !VDOService\n'
  const both = {...files, '/etc/vdoconf.yml': configured}
  t.deepEqual(await readVdoVolumes(makeRoot(t, {files: both})), ['old', 'vdo1'])
  t.deepEqual(await readVdoVolumes(makeRoot(t, {})), [])
})

test('a machine without rpm has nothing of it', async t => {
  t.deepEqual(await readEnterpriseLinux({environment: {}}, {root: makeRoot(t, {})}), {})
})
