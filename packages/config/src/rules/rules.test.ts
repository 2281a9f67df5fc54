// Settings that only make sense together, or hold a language of their own, are held against it.
import test from 'ava'
import {type Config, defaultConfig} from '../settings.ts'
import {checkRules} from './index.ts'

const check = (config: Partial<Config>) => checkRules({...defaultConfig, ...config}, () => true)
const sentences = (config: Partial<Config>) => check(config).map(({what}) => what)

const network = {dracut_network: 'ip=dhcp'}
const url = {url_to_load_squashfs_from: 'http://192.0.2.1/live.img'}

test('a URL needs a network', t => {
  t.deepEqual(check(url), [
    {
      key: 'url_to_load_squashfs_from',
      what: 'needs dracut_network as well, e.g. "ip=dhcp": the initramfs must reach the URL',
    },
  ])
})

test('nothing is wrong with a URL and a network, a network alone, and the defaults', t => {
  t.deepEqual(
    [{...url, ...network}, network, {}].map(config => check(config)),
    [[], [], []],
  )
})

test('each file has a path of its own', t => {
  const path = '/var/lib/leapp/live-upgrade.img'
  t.deepEqual(check({capture_upgrade_strace_into: path}), [
    {
      key: 'capture_upgrade_strace_into',
      word: 0,
      what: 'must be a file of its own: another setting means /var/lib/leapp/live-upgrade.img too',
    },
  ])
  t.deepEqual(check({capture_upgrade_strace_into: '/a', setup_opensshd_with_auth_keys: '/b'}), [])
})

test('the trace is not a folder of the log', t => {
  for (const path of ['/var/log/leapp', '/var/log', '/var']) {
    t.deepEqual(sentences({capture_upgrade_strace_into: path}), [
      `must be a file: ${path} is a folder, in which the log of the upgrade is`,
    ])
  }
  for (const path of ['/var/log/leapp/strace', '/var/log/leapp2', '/var/lo']) {
    t.deepEqual(sentences({capture_upgrade_strace_into: path}), [])
  }
})

const goodUrls = [
  'http://192.0.2.1/live.img',
  'https://images.example:8443/a/live-upgrade.img',
  'HTTP://[2001:db8::1]/live.img',
  'ftp://user:pw@images.example/live.img',
  'tftp://192.0.2.1/live.img',
  'nfs:192.0.2.1:/srv/live.img',
  'nfs4:[2001:db8::1]:/srv/live.img:ro,soft',
  'nfs://server/srv/live.img',
]

for (const good of goodUrls) {
  test(`${good} can be served`, t => {
    t.deepEqual(sentences({...network, url_to_load_squashfs_from: good}), [])
  })
}

const spaced =
  'must not have spaces, quotes or backslashes in it: it goes on the kernel command line'
const unprintable = 'must have printable ASCII characters only: it goes on the kernel command line'
const badUrls = {
  'live.img': 'must start with a scheme, one of http, https, ftp, tftp, nfs, nfs4',
  '//192.0.2.1/live.img': 'must start with a scheme, one of http, https, ftp, tftp, nfs, nfs4',
  'file:///srv/live.img':
    'has the scheme file, which livenet does not serve; it serves http, https, ftp, tftp, nfs, nfs4',
  'http://192.0.2.1/a b.img': spaced,
  'http://192.0.2.1/"a".img': spaced,
  'http://192.0.2.1/à/live.img': unprintable,
  'http://192.0.2.1/\u001b]0;a\u0007.img': unprintable,
  'http:/192.0.2.1/live.img': 'needs a server behind "//"',
  'http:///live.img': 'needs a server behind "//"',
  'http://192.0.2.1:99999/live.img': 'is no URL: its server or its port cannot be',
  'http://192.0.2.1': 'must end with the name of the file, not a folder',
  'http://192.0.2.1/images/': 'must end with the name of the file, not a folder',
  'http://192.0.2.1/live.img?x=1': 'must end with the name of the file: no "?" or "#" behind it',
  'http://192.0.2.1/live.img#top': 'must end with the name of the file: no "?" or "#" behind it',
  'http://192.0.2.1/live.ISO':
    'must not end with .iso: livenet would look for a disc image in the file',
  'nfs:/srv/live.img': 'needs a server and an absolute path, as nfs:SERVER:/FOLDER/FILE',
  'nfs:server:srv/live.img': 'needs a server and an absolute path, as nfs:SERVER:/FOLDER/FILE',
  'nfs:server:/srv/': 'must end with the name of the file, not a folder',
}

for (const [bad, sentence] of Object.entries(badUrls)) {
  test(`${bad} is refused`, t => {
    t.deepEqual(check({...network, url_to_load_squashfs_from: bad}), [
      {key: 'url_to_load_squashfs_from', what: sentence, word: 0},
    ])
  })
}

const goodArguments = [
  'ip=dhcp',
  'ip=on',
  'ip=auto6',
  'ip=either6',
  'ip=link-local',
  'ip=ibft',
  'ip=eth0:dhcp',
  'ip=eth0:dhcp:9000',
  'ip=eth0:dhcp:9000:52:54:00:12:34:56',
  'ip=enp1s0.5:auto6::52:54:00:12:34:56',
  'ip=192.168.122.146::192.168.122.1:255.255.255.0:foo::none',
  'ip=192.0.2.10:192.0.2.11:192.0.2.1:24:host.example:eth0:none',
  'ip=192.0.2.10::192.0.2.1:24::eth0:none:1500:52:54:00:12:34:56',
  'ip=192.0.2.10::192.0.2.1:24::eth0:none:192.0.2.2:192.0.2.3',
  'ip=[2001:db8::10]::[2001:db8::1]:64:host:eth0:none',
  'ip=[2001:db8::10]::[2001:db8::1]:64:host:eth0:none:[2001:db8::53]',
  'ip=::::host:eth0:dhcp',
  'nameserver=192.0.2.53',
  'nameserver=[2001:db8::53]',
  'nameserver=2001:db8::53',
  'rd.route=10.0.0.0/8:192.0.2.1',
  'rd.route=10.0.0.0/8:192.0.2.1:eth0',
  'rd.route=[2001:db8::]/32:[2001:db8::1]:eth0',
  'rd.route=10.0.0.0/8::eth0',
  'bond=bond0',
  'bond=bond0:eth0,eth1:mode=active-backup,miimon=100:9000',
  'team=team0:eth0,eth1:lacp',
  'bridge=br0:eth0,eth1',
  'vlan=eth0.5:eth0',
  'ifname=lan0:52:54:00:12:34:56',
  'bootdev=eth0',
  'BOOTIF=01-52-54-00-12-34-56',
  'rd.neednet=1',
  'rd.peerdns=0',
  'rd.net.timeout.carrier=30',
  'ip=eth0:dhcp  ip=eth1:dhcp bootdev=eth0\tnameserver=192.0.2.1 nameserver=192.0.2.2',
]

for (const good of goodArguments) {
  test(`${good} is an argument of dracut`, t => t.deepEqual(sentences({dracut_network: good}), []))
}

const ways =
  'dhcp, on, any, dhcp6, auto6, either6, link6, link-local, single-dhcp, ibft, none, off, static, auto, disabled'
const badArguments = {
  '  ': 'holds nothing but spaces',
  dhcp: 'dhcp is no network argument of dracut.cmdline(7); did you mean ip=dhcp?',
  'root=/dev/sda1': 'root=/dev/sda1 is no network argument of dracut.cmdline(7)',
  'toString=1': 'toString=1 is no network argument of dracut.cmdline(7)',
  'rd.needsnet=1':
    'rd.needsnet=1 is no network argument of dracut.cmdline(7); did you mean rd.neednet=?',
  'name-server=192.0.2.1':
    'name-server=192.0.2.1 is no network argument of dracut.cmdline(7); did you mean nameserver=?',
  ip: 'ip needs a value: ip=…',
  'ip=': `ip=: "" is no way to get an address; there are ${ways}`,
  'ip=dhpc': `ip=dhpc: "dhpc" is no way to get an address; there are ${ways}`,
  'ip=192.0.2.10': `ip=192.0.2.10: "192.0.2.10" is no way to get an address; there are ${ways}`,
  'ip=eth0:192.0.2.10': 'ip=eth0:192.0.2.10: is none of the forms that ip= has',
  'ip=averylonginterface:dhcp':
    'ip=averylonginterface:dhcp: "averylonginterface" is no name of a network interface',
  'ip=eth0:dhcp:big': 'ip=eth0:dhcp:big: "big" is no MTU',
  'ip=eth0:dhcp::52:54:00': 'ip=eth0:dhcp::52:54:00: "52:54:00" is no MAC address',
  'ip=192.0.2.300::192.0.2.1:24::eth0:none':
    'ip=192.0.2.300::192.0.2.1:24::eth0:none: "192.0.2.300" is no IP address',
  'ip=192.0.2.10::gateway:24::eth0:none':
    'ip=192.0.2.10::gateway:24::eth0:none: "gateway" is no IP address',
  'ip=192.0.2.10::192.0.2.1:::eth0:none':
    'ip=192.0.2.10::192.0.2.1:::eth0:none: needs a netmask or a prefix length',
  'ip=192.0.2.10::192.0.2.1:200::eth0:none':
    'ip=192.0.2.10::192.0.2.1:200::eth0:none: "200" is no netmask and no prefix length',
  'ip=192.0.2.10::192.0.2.1:24:-host:eth0:none':
    'ip=192.0.2.10::192.0.2.1:24:-host:eth0:none: "-host" is no host name',
  'ip=::::host:eth0:none': 'ip=::::host:eth0:none: "" is no IP address',
  'ip=2001:db8::10::2001:db8::1:64::eth0:none':
    'ip=2001:db8::10::2001:db8::1:64::eth0:none: "2001" is no IP address',
  'nameserver=dns.example': 'nameserver=dns.example: "dns.example" is no IP address',
  'rd.route=10.0.0.0:192.0.2.1':
    'rd.route=10.0.0.0:192.0.2.1: must be NETWORK/PREFIX:GATEWAY[:INTERFACE]',
  'rd.route=10.0.0.0/8': 'rd.route=10.0.0.0/8: must be NETWORK/PREFIX:GATEWAY[:INTERFACE]',
  'bridge=br0': 'bridge=br0: must be NAME:INTERFACES',
  'vlan=eth0.5:eth0:6': 'vlan=eth0.5:eth0:6: must be NAME:INTERFACE',
  'ifname=lan0:525400123456': 'ifname=lan0:525400123456: "525400123456" is no MAC address',
  'rd.neednet=yes': 'rd.neednet=yes: must be 0 or 1, not "yes"',
  'rd.net.timeout.dhcp=1m': 'rd.net.timeout.dhcp=1m: must be a number of seconds, not "1m"',
  'rd.net.dhcp.retry=': 'rd.net.dhcp.retry=: must be a number, not ""',
  'rd.net.dhcp.client-id=': 'rd.net.dhcp.client-id=: is empty',
}

for (const [bad, sentence] of Object.entries(badArguments)) {
  test(`${bad} is refused`, t => t.deepEqual(sentences({dracut_network: bad}), [sentence]))
}

test('only spaces of the kernel’s stand between the words', t => {
  t.deepEqual(sentences({dracut_network: 'ip=dhcp\tnameserver=192.0.2.1\nrd.neednet=1'}), [])
  for (const other of ['\u00a0', '\u2003', '\u0085', '\ufeff']) {
    t.deepEqual(sentences({dracut_network: `ip=dhcp${other}rd.neednet=1`}), [unprintable])
  }
  t.deepEqual(sentences({dracut_network: 'ip=dhcp rd.net.dhcp.client-id=à'}), [unprintable])
})

test('each word that is wrong is told, with its place in the text', t => {
  t.deepEqual(check({dracut_network: 'ip=x nameserver=192.0.2.1  quiet'}), [
    {
      key: 'dracut_network',
      what: `ip=x: "x" is no way to get an address; there are ${ways}`,
      word: 0,
    },
    {
      key: 'dracut_network',
      what: 'quiet is no network argument of dracut.cmdline(7)',
      word: 27,
    },
  ])
})
