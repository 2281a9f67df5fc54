// The source's network profiles are taken over as the journal says, and one bad file does not cost the others.
import {execFileSync} from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
} from 'node:fs'
import {fixture, fixturePath} from '@livemode/fixtures'
import test, {type ExecutionContext} from 'ava'
import {filesBelow, type TemporaryLive, temporaryLive} from '../../../test/temporary-live.ts'
import {takeOverNetworkProfiles} from './index.ts'

const keyfiles = '/sysroot/etc/NetworkManager/system-connections'
const scripts = '/sysroot/etc/sysconfig/network-scripts'
const profiles = '/run/NetworkManager/system-connections'
const plugin = '/usr/lib64/NetworkManager/1.48.10/libnm-settings-plugin-ifcfg-rh.so'

/** Takes the profiles over; nothing fails. */
function takeOver(t: ExecutionContext, live: TemporaryLive): readonly string[] {
  t.is(takeOverNetworkProfiles(live), 0)
  return live.lines
}

const textOf = (live: TemporaryLive, path: string) => readFileSync(live.path(path), 'utf8')

const profile = (live: TemporaryLive, name: string) =>
  textOf(live, `${profiles}/${name}.nmconnection`)

for (const name of readdirSync(fixturePath('ifcfg'))) {
  test(`ifcfg/${name}`, t => {
    const given = readdirSync(fixturePath(`ifcfg/${name}`)).filter(entry =>
      /^(ifcfg|route6?|rule6?)-/.test(entry),
    )
    const live = temporaryLive(t, {
      ...Object.fromEntries(
        given.map(entry => [`${scripts}/${entry}`, fixture(`ifcfg/${name}/${entry}`)]),
      ),
      '/sysroot/etc/sysconfig/network': 'NETWORKING=yes\nGATEWAY=10.0.0.1\n',
      '/sysroot/etc/iproute2/rt_tables': '255\tlocal\n200\tprovider2 # rented\n',
    })
    const said = takeOver(t, live).map(line => `${line}\n`)
    const made = filesBelow(live.path(profiles)).map(entry => {
      const file = entry.replace(/^600 /, '')
      return `\n# ${file}\n${textOf(live, `${profiles}/${file}`)}`
    })
    t.is([...said, ...made].join('').trimStart(), fixture(`ifcfg/${name}/expected`))
  })
}

test('keyfiles of all names that NetworkManager reads are taken, for this boot only', t => {
  const text = '[connection]\nid=office\ntype=ethernet\n'
  const names = ['my net.nmconnection', 'office', 'a.b', 'old~', 'ca.pem', 'key.der', 'new.Xy12zA']
  const live = temporaryLive(t, {
    ...Object.fromEntries(names.map(name => [`${keyfiles}/${name}`, text])),
    [`${keyfiles}/.hidden`]: text,
    [`${keyfiles}/a folder/profile`]: text,
  })
  t.deepEqual(takeOver(t, live), [])
  t.deepEqual(filesBelow(live.path(profiles)), [
    '600 a.b.nmconnection',
    '600 my net.nmconnection',
    '600 office.nmconnection',
  ])
  t.is(profile(live, 'office'), text)
  t.is(statSync(live.path(profiles)).mode & 0o777, 0o700)
  t.is(statSync(live.path('/run/NetworkManager')).mode & 0o777, 0o755)
})

test('a source without profiles is no error, nor is a live system without a source', t => {
  for (const source of [{'/sysroot/etc/hostname': 'source\n'}, {}]) {
    const live = temporaryLive(t, source)
    t.deepEqual(takeOver(t, live), [])
    t.deepEqual(filesBelow(live.path('/run/NetworkManager')), [])
  }
})

const uuid = '0f3c9f5e-7a2b-4c1d-9e8f-1a2b3c4d5e6f'

test('an ifcfg file with the UUID of a keyfile is left out, and one that was copied gets its own', t => {
  const copied = '11111111-2222-4333-8444-555555555555'
  const live = temporaryLive(t, {
    [`${keyfiles}/office`]: `[connection]\nid=office\nuuid=${uuid}\ntype=ethernet\n`,
    [`${scripts}/ifcfg-eth0`]: `DEVICE=eth0\nBOOTPROTO=dhcp\nUUID="${uuid.toUpperCase()}"\n`,
    [`${scripts}/ifcfg-eth1`]: `DEVICE=eth1\nUUID=${copied}\n`,
    [`${scripts}/ifcfg-eth2`]: `DEVICE=eth2\nUUID=${copied}\n`,
    [`${scripts}/ifcfg-eth3`]: 'DEVICE=eth3\nUUID=.*\n',
  })
  t.deepEqual(takeOver(t, live), [
    'ifcfg-eth0: the profile office.nmconnection has the same UUID; the file is left out',
    "ifcfg-eth2: the profile ifcfg-eth1.nmconnection has the same UUID; the one of the file's name is taken",
    "ifcfg-eth3:2: UUID=.* is not a UUID; the one of the file's name is taken",
  ])
  t.regex(profile(live, 'ifcfg-eth1'), new RegExp(`^uuid=${copied}$`, 'm'))
  t.regex(profile(live, 'ifcfg-eth2'), /^uuid=3a73717e-65ab-93e8-b518-24f5af32dc0d$/m)
  t.deepEqual(filesBelow(live.path(profiles)), [
    '600 ifcfg-eth1.nmconnection',
    '600 ifcfg-eth2.nmconnection',
    '600 ifcfg-eth3.nmconnection',
    '600 office.nmconnection',
  ])
  // What the first start has made is not in the way of the second one.
  const said = [...live.lines]
  t.is(takeOverNetworkProfiles(live), 0)
  t.deepEqual(live.lines.slice(said.length), said)
})

test('the addresses of aliases are added to those of the interface', t => {
  const live = temporaryLive(t, {
    [`${scripts}/ifcfg-eth0`]: 'DEVICE=eth0\nBOOTPROTO=none\nIPADDR=172.16.0.9\n',
    [`${scripts}/ifcfg-eth0:1`]: 'DEVICE=eth0:1\nIPADDR=172.16.0.10\nPREFIX=24\n',
    [`${scripts}/ifcfg-eth0:2`]: 'DEVICE=eth0:2\nIPADDR=172.16.0.11\nONPARENT=no\n',
    [`${scripts}/ifcfg-eth0:3~`]: 'DEVICE=eth0:3\nIPADDR=172.16.0.12\n',
    [`${scripts}/ifcfg-eth1:1`]: 'DEVICE=eth1:1\nIPADDR=172.16.0.13\n',
  })
  t.deepEqual(takeOver(t, live), [
    'ifcfg-eth0:2: ONPARENT=no; the address is left out',
    'ifcfg-eth1:1:1: DEVICE=eth1:1 is not an interface; the file is left out',
  ])
  t.deepEqual(filesBelow(live.path(profiles)), ['600 ifcfg-eth0.nmconnection'])
  t.regex(
    profile(live, 'ifcfg-eth0'),
    /\naddress1=172\.16\.0\.9\/16\naddress2=172\.16\.0\.10\/24\nmethod=manual\n/,
  )
})

const leftBehind = ['lo', 'eth0~', 'eth0.bak', 'eth0.orig', 'eth0.rej', 'eth0.rpmnew']
const leftBehindToo = ['eth0.rpmorig', 'eth0.rpmsave', 'eth0:1.bak']
const backups = Object.fromEntries(
  [...leftBehind, ...leftBehindToo].map(name => [
    `${scripts}/ifcfg-${name}`,
    'DEVICE=wrong\nIPADDR=192.0.2.1\n',
  ]),
)

test('what editors and package managers leave behind is not read', t => {
  const live = temporaryLive(t, {
    ...backups,
    [`${scripts}/ifcfg-eth0`]: 'DEVICE=eth0\nBOOTPROTO=dhcp\n',
    [`${scripts}/route-eth0.bak`]: 'nonsense\n',
  })
  t.deepEqual(takeOver(t, live), [])
  t.deepEqual(filesBelow(live.path(profiles)), ['600 ifcfg-eth0.nmconnection'])
})

test('routes by the name of the interface are taken, and those of nobody are told', t => {
  const live = temporaryLive(t, {
    [`${scripts}/ifcfg-office`]: 'DEVICE=eth0\nBOOTPROTO=dhcp\n',
    [`${scripts}/keys-office`]: 'KEY=secret\n',
    [`${scripts}/route-eth0`]: '198.51.100.0/24 via 192.0.2.1\n',
    [`${scripts}/rule6-eth9`]: 'from 2001:db8::/32 table 5\n',
  })
  t.deepEqual(takeOver(t, live), [
    'keys-office: the file is left out',
    'rule6-eth9: there is no ifcfg file that it belongs to; the file is left out',
  ])
  t.regex(profile(live, 'ifcfg-office'), /^route1=198\.51\.100\.0\/24,192\.0\.2\.1$/m)
})

test('where NetworkManager reads ifcfg files they are copied as they are', t => {
  const ifcfg = Buffer.from("DEVICE='eth0' # as it is, in Latin-1: \xfc\r\nTYPE=Team\n", 'latin1')
  const live = temporaryLive(t, {
    ...backups,
    [plugin]: '',
    [`${keyfiles}/office`]: `[connection]\nuuid=${uuid}\n`,
    [`${scripts}/ifcfg-office`]: `DEVICE=eth5\nUUID=${uuid}\n`,
    [`${scripts}/ifcfg-eth0`]: ifcfg,
    [`${scripts}/ifcfg-eth0:1`]: 'DEVICE=eth0:1\n',
    [`${scripts}/ifcfg-wireless`]: 'DEVICE=wlan0\n',
    [`${scripts}/keys-wireless`]: 'WPA_PSK=secret\n',
    [`${scripts}/route-wlan0`]: 'a route\n',
    [`${scripts}/route-eth0`]: 'a route of eth0\n',
    [`${scripts}/route6-eth0`]: '',
    [`${scripts}/rule-eth0`]: '',
    [`${scripts}/rule6-eth0`]: '',
    '/sysroot/etc/sysconfig/network': 'GATEWAY=192.0.2.1\n',
  })
  chmodSync(live.path(`${scripts}/ifcfg-wireless`), 0o640)
  t.deepEqual(takeOver(t, live), [
    'ifcfg-office: the profile office.nmconnection has the same UUID; the file is left out',
  ])
  t.deepEqual(filesBelow(live.path('/etc/sysconfig')), [
    '644 network',
    '644 network-scripts/ifcfg-eth0',
    '644 network-scripts/ifcfg-eth0:1',
    '640 network-scripts/ifcfg-wireless',
    '600 network-scripts/keys-wireless',
    '644 network-scripts/route-eth0',
    '644 network-scripts/route-wireless',
    '644 network-scripts/route6-eth0',
    '644 network-scripts/rule-eth0',
    '644 network-scripts/rule6-eth0',
  ])
  t.deepEqual(readFileSync(live.path('/etc/sysconfig/network-scripts/ifcfg-eth0')), ifcfg)
  t.deepEqual(filesBelow(live.path(profiles)), ['600 office.nmconnection'])
})

for (const folder of ['/usr/lib/NetworkManager/1', '/usr/lib/x86_64-linux-gnu/NetworkManager/1']) {
  test(`the plugin in ${folder} is found`, t => {
    const live = temporaryLive(t, {
      [`${folder}/libnm-settings-plugin-ifcfg-rh.so`]: '',
      [`${scripts}/ifcfg-eth0`]: 'DEVICE=eth0\n',
    })
    t.deepEqual(takeOver(t, live), [])
    t.deepEqual(filesBelow(live.path('/etc/sysconfig')), ['644 network-scripts/ifcfg-eth0'])
  })
}

test('one file that cannot be copied does not cost the others, and is an error', t => {
  const live = temporaryLive(t, {
    [`${keyfiles}/a`]: '',
    [`${keyfiles}/b`]: '',
    [`${profiles}/a.nmconnection/in the way`]: '',
  })
  t.is(takeOverNetworkProfiles(live), 1)
  t.deepEqual(live.lines, [`${profiles}/a.nmconnection could not be written (EISDIR)`])
  t.deepEqual(filesBelow(live.path(profiles)), [
    '644 a.nmconnection/in the way',
    '600 b.nmconnection',
  ])
})

test('a file that is too large or has a name in an old encoding is told, and is an error', t => {
  const live = temporaryLive(t, {
    [`${scripts}/ifcfg-eth0`]: 'DEVICE=eth0\n',
    [`${scripts}/ifcfg-eth1`]: '',
  })
  truncateSync(live.path(`${scripts}/ifcfg-eth1`), 64 * 1024 * 1024)
  execFileSync('sh', ['-c', `: >"${live.path(scripts)}/$(printf 'ifcfg-b\\374ro')"`])
  t.is(takeOverNetworkProfiles(live), 1)
  t.deepEqual(live.lines, [
    'ifcfg-b\ufffdro: it cannot be read; the file is left out',
    'ifcfg-eth1: it cannot be read; the file is left out',
  ])
  t.deepEqual(filesBelow(live.path(profiles)), ['600 ifcfg-eth0.nmconnection'])
})

test('what is no regular file is not waited for, and links are those of the source', t => {
  const live = temporaryLive(t, {
    [`${scripts}/ifcfg-eth0`]: 'DEVICE=eth0\nBOOTPROTO=dhcp\n',
    [`${scripts}/ifcfg-eth2/a`]: '',
    '/sysroot/etc/sysconfig/networking/ifcfg-eth3': 'DEVICE=eth3\n',
    '/sysroot/srv/keyfiles/office': '[connection]\n',
    '/outside': 'DEVICE=outside\n',
  })
  for (const name of ['route-eth0', 'rule6-eth0', 'ifcfg-eth1']) {
    execFileSync('mkfifo', [live.path(`${scripts}/${name}`)])
  }
  symlinkSync('/etc/sysconfig/networking/ifcfg-eth3', live.path(`${scripts}/ifcfg-eth3`))
  symlinkSync('../../../../outside', live.path(`${scripts}/ifcfg-eth4`))
  symlinkSync('/dev/zero', live.path(`${scripts}/ifcfg-eth5`))
  mkdirSync(live.path('/sysroot/etc/NetworkManager'))
  symlinkSync('/srv/keyfiles', live.path(keyfiles))
  t.deepEqual(takeOver(t, live), [])
  t.deepEqual(filesBelow(live.path(profiles)), [
    '600 ifcfg-eth0.nmconnection',
    '600 ifcfg-eth3.nmconnection',
    '600 office.nmconnection',
  ])
})

test('no name leads out of a folder or makes a line in the journal', t => {
  const live = temporaryLive(t, {
    [`${scripts}/ifcfg-..`]: 'DEVICE=eth0\n',
    [`${scripts}/ifcfg-a\nlivemode: b`]: "DEVICE=$'../x\\n'\nTYPE=Ethernet\n",
    [`${scripts}/ifcfg-c`]: 'DEVICE=../route-d\n',
    [`${scripts}/ifcfg-\u00fc`]: 'DEVICE=eth1\n',
    '/sysroot/etc/sysconfig/route-d': 'nonsense\n',
  })
  t.deepEqual(takeOver(t, live), [
    'ifcfg-a?livemode: b:1: DEVICE=../x? is not an interface; the file is left out',
    'ifcfg-c:1: DEVICE=../route-d is not an interface; the file is left out',
  ])
  t.deepEqual(filesBelow(live.path('/run/NetworkManager')), [
    '600 system-connections/ifcfg-...nmconnection',
    '600 system-connections/ifcfg-\u00fc.nmconnection',
  ])
  t.regex(profile(live, 'ifcfg-\u00fc'), /^id=System \u00fc$/m)
})

test('the settings for all interfaces are told once, however many files there are', t => {
  const live = temporaryLive(t, {
    '/sysroot/etc/sysconfig/network': 'GATEWAYDEV=eth1\nnonsense\n',
    [`${scripts}/ifcfg-eth0`]: 'DEVICE=eth0\nBOOTPROTO=dhcp\n',
    [`${scripts}/ifcfg-eth1`]: 'DEVICE=eth1\nBOOTPROTO=dhcp\n',
  })
  t.deepEqual(takeOver(t, live), ['network:2: this is no assignment; the line is left out'])
  t.regex(profile(live, 'ifcfg-eth0'), /^never-default=true$/m)
  t.notRegex(profile(live, 'ifcfg-eth1'), /never-default/)
})

test('an interface with a hardware address is found by that, whatever its name is here', t => {
  const live = temporaryLive(t, {
    [`${scripts}/ifcfg-lan0`]: 'DEVICE=lan0\nHWADDR=52:54:00:aa:bb:01\nMACADDR=permanent\n',
    [`${scripts}/ifcfg-lan0.5`]: 'DEVICE=lan0.5\nVLAN=yes\nHWADDR=52:54:00:aa:bb:01\n',
    [`${scripts}/route-lan0`]: '198.51.100.0/24 via 192.0.2.1 dev lan0\n',
  })
  t.deepEqual(takeOver(t, live), ['route-lan0: the file is left out: IPv4 is off'])
  const lan0 = profile(live, 'ifcfg-lan0')
  t.notRegex(lan0, /interface-name/)
  t.regex(lan0, /^mac-address=52:54:00:AA:BB:01\ncloned-mac-address=permanent$/m)
  t.regex(profile(live, 'ifcfg-lan0.5'), /^interface-name=lan0\.5$/m)
})

test('an address that another tool gives is told, unless a profile has it', t => {
  const text = 'iface ens192 inet static\naddress 192.0.2.20/24\niface ens224 inet static\n'
  const live = temporaryLive(t, {
    '/sysroot/etc/network/interfaces': text,
    [`${keyfiles}/lan`]: '[connection]\ninterface-name=ens224\n',
  })
  t.deepEqual(takeOver(t, live), [
    'ens192: the address in /etc/network/interfaces is not taken over',
  ])
})
