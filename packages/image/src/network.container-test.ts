// NetworkManager gets the source's own profiles when the live system starts, and understands them.
import {readdirSync} from 'node:fs'
import type {Container, Session} from '@livemode/container'
import {fixture, fixturePath} from '@livemode/fixtures'
import test from 'ava'
import {network} from './parts/network.ts'
import {file, symlink} from './parts/part.ts'
import {planImage} from './plan.ts'
import {hostOf, inputWith} from './planned.ts'
import {putFiles, startSession, userspaceOf} from './test-session.ts'

const input = inputWith({setup_network_manager: true})
const planned = network(input.config).filter(({path}) => !path.startsWith('/etc/systemd/'))
const keyfiles = '/sysroot/etc/NetworkManager/system-connections'
const scripts = '/sysroot/etc/sysconfig/network-scripts'
const profiles = '/run/NetworkManager/system-connections'

let session: Session
let image: string

test.before(async () => {
  session = await startSession()
  ;({image} = await userspaceOf(session, input))
})
test.after.always(async () => {
  await session[Symbol.asyncDispose]()
})

async function startLive(source: Readonly<Record<string, string>> = {}): Promise<Container> {
  const live = await session.start(image, {name: 'test'})
  const files = Object.entries(source).map(([path, content]) => file(path, content))
  await putFiles(live, [...planned, ...files])
  return live
}

const run = async (live: Container, script: string) =>
  (await live.exec(['sh', '-c', script])).stdout

/** Runs the program; what it said. */
async function takeProfiles(live: Container): Promise<readonly string[]> {
  const lines: string[] = []
  await live.exec(['/usr/lib/livemode/network-profiles'], {onLine: line => lines.push(line)})
  return lines
}

/** The profiles as NetworkManager's own parser has them; it fails on one that it would not take. */
const readProfiles = (live: Container) =>
  run(
    live,
    `cd ${profiles} && for profile in *; do [ -f "$profile" ] || continue; printf '\\n# %s\\n' "$profile"
      nmcli --offline connection modify connection.stable-id '' <"$profile" || exit 1; done`,
  )

const found = (live: Container, folder: string) =>
  run(live, `cd ${folder} && find . -type f -printf '%m %U:%G %P\\n' | sort -k 3`)

const ofIfcfg = (name: string) =>
  Object.fromEntries(
    readdirSync(fixturePath(`ifcfg/${name}`))
      .filter(entry => entry !== 'expected')
      .map(entry => [`${scripts}/${entry}`, fixture(`ifcfg/${name}/${entry}`)]),
  )

// An awk of each kind: Debian has mawk, and livenet's requirements bring gawk.
for (const awk of ['gawk', 'mawk']) {
  for (const name of readdirSync(fixturePath('ifcfg'))) {
    test(`ifcfg/${name} with ${awk}`, async t => {
      await using live = await startLive({
        ...ofIfcfg(name),
        '/sysroot/etc/sysconfig/network': 'NETWORKING=yes\nGATEWAY=10.0.0.1\n',
        '/sysroot/etc/iproute2/rt_tables': '255\tlocal\n200\tprovider2 # rented\n',
      })
      await live.exec(['ln', '-sf', `/usr/bin/${awk}`, '/usr/bin/awk'])
      const said = await takeProfiles(live)
      const expected = fixture(`ifcfg/${name}/expected`)
      t.is(`${said.join('\n')}\n${await readProfiles(live)}`.trimStart(), expected)
      t.regex(await found(live, profiles), /^(600 0:0 .*\n)*$/)
      t.is(await run(live, 'ls /tmp'), '')
    })
  }
}

test('keyfiles of all names that NetworkManager reads are taken, for this boot only', async t => {
  const text = '[connection]\nid=office\ntype=ethernet\n'
  const names = ['my net.nmconnection', 'office', 'a.b', 'old~', 'ca.pem', 'key.der', 'new.Xy12zA']
  await using live = await startLive({
    ...Object.fromEntries(names.map(name => [`${keyfiles}/${name}`, text])),
    [`${keyfiles}/.hidden`]: text,
    [`${keyfiles}/a folder/profile`]: text,
  })
  t.deepEqual(await takeProfiles(live), [])
  t.is(
    await found(live, profiles),
    '600 0:0 a.b.nmconnection\n600 0:0 my net.nmconnection\n600 0:0 office.nmconnection\n',
  )
  t.is(await run(live, `cat '${profiles}/office.nmconnection'`), text)
  t.is(await run(live, `stat --format=%a ${profiles} /run/NetworkManager`), '700\n755\n')
})

test('a source without profiles is no error, nor is a live system without a source', async t => {
  for (const source of [{'/sysroot/etc/hostname': 'source\n'}, {}]) {
    await using live = await startLive(source)
    t.deepEqual(await takeProfiles(live), [])
    t.is(await found(live, profiles), '')
  }
})

test('of two profiles with one UUID the keyfile is taken, else the first', async t => {
  const uuid = '0f3c9f5e-7a2b-4c1d-9e8f-1a2b3c4d5e6f'
  await using live = await startLive({
    [`${keyfiles}/office`]: `[connection]\nid=office\nuuid=${uuid}\ntype=ethernet\n`,
    [`${scripts}/ifcfg-eth0`]: `DEVICE=eth0\nBOOTPROTO=dhcp\nUUID="${uuid.toUpperCase()}"\n`,
    [`${scripts}/ifcfg-eth1`]: `DEVICE=eth1\nUUID=11111111-2222-4333-8444-555555555555\n`,
    [`${scripts}/ifcfg-eth2`]: `DEVICE=eth2\nUUID=11111111-2222-4333-8444-555555555555\n`,
    [`${scripts}/ifcfg-eth3`]: 'DEVICE=eth3\nUUID=.*\n',
  })
  t.deepEqual(await takeProfiles(live), [
    'livemode: ifcfg-eth0: the profile office.nmconnection has the same UUID; the file is left out',
    'livemode: ifcfg-eth2: the profile ifcfg-eth1.nmconnection has the same UUID; the file is left out',
    "livemode: ifcfg-eth3:2: UUID=.* is not a UUID; the one of the file's name is taken",
  ])
  t.is(
    await found(live, profiles),
    '600 0:0 ifcfg-eth1.nmconnection\n600 0:0 ifcfg-eth3.nmconnection\n600 0:0 office.nmconnection\n',
  )
})

test('the addresses of aliases are added to those of the interface', async t => {
  await using live = await startLive({
    [`${scripts}/ifcfg-eth0`]: 'DEVICE=eth0\nBOOTPROTO=none\nIPADDR=172.16.0.9\n',
    [`${scripts}/ifcfg-eth0:1`]: 'DEVICE=eth0:1\nIPADDR=172.16.0.10\nPREFIX=24\n',
    [`${scripts}/ifcfg-eth0:2`]: 'DEVICE=eth0:2\nIPADDR=172.16.0.11\nONPARENT=no\n',
    [`${scripts}/ifcfg-eth0:3~`]: 'DEVICE=eth0:3\nIPADDR=172.16.0.12\n',
    [`${scripts}/ifcfg-eth1:1`]: 'DEVICE=eth1:1\nIPADDR=172.16.0.13\n',
  })
  t.deepEqual(await takeProfiles(live), [
    'livemode: ifcfg-eth0:2: ONPARENT=no; the address is left out',
    'livemode: ifcfg-eth1:1:1: DEVICE=eth1:1 is not an interface; the file is left out',
  ])
  t.is(await found(live, profiles), '600 0:0 ifcfg-eth0.nmconnection\n')
  t.regex(
    await readProfiles(live),
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

test('what editors and package managers leave behind is not read', async t => {
  await using live = await startLive({
    ...backups,
    [`${scripts}/ifcfg-eth0`]: 'DEVICE=eth0\nBOOTPROTO=dhcp\n',
    [`${scripts}/route-eth0.bak`]: 'nonsense\n',
  })
  t.deepEqual(await takeProfiles(live), [])
  t.is(await found(live, profiles), '600 0:0 ifcfg-eth0.nmconnection\n')
})

test('routes by the name of the interface are taken, and those of nobody are told', async t => {
  await using live = await startLive({
    [`${scripts}/ifcfg-office`]: 'DEVICE=eth0\nBOOTPROTO=dhcp\n',
    [`${scripts}/keys-office`]: 'KEY=secret\n',
    [`${scripts}/route-eth0`]: '198.51.100.0/24 via 192.0.2.1\n',
    [`${scripts}/rule6-eth9`]: 'from 2001:db8::/32 table 5\n',
  })
  t.deepEqual(await takeProfiles(live), [
    'livemode: keys-office: the file is left out',
    'livemode: rule6-eth9: there is no ifcfg file that it belongs to; the file is left out',
  ])
  t.regex(await readProfiles(live), /^route1=198\.51\.100\.0\/24,192\.0\.2\.1$/m)
})

test('where NetworkManager reads ifcfg files they are copied as they are', async t => {
  const ifcfg = "DEVICE='eth0' # as it is\r\nTYPE=Team\n"
  const uuid = '0f3c9f5e-7a2b-4c1d-9e8f-1a2b3c4d5e6f'
  await using live = await startLive({
    ...backups,
    '/usr/lib64/NetworkManager/1.48.10/libnm-settings-plugin-ifcfg-rh.so': '',
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
  await run(live, `chmod 0640 ${scripts}/ifcfg-wireless`)
  t.deepEqual(await takeProfiles(live), [
    'livemode: ifcfg-office: the profile office.nmconnection has the same UUID; the file is left out',
  ])
  const copied = [
    '644 0:0 network',
    '644 0:0 network-scripts/ifcfg-eth0',
    '644 0:0 network-scripts/ifcfg-eth0:1',
    '640 0:0 network-scripts/ifcfg-wireless',
    '600 0:0 network-scripts/keys-wireless',
    '644 0:0 network-scripts/route-eth0',
    '644 0:0 network-scripts/route-wireless',
    '644 0:0 network-scripts/route6-eth0',
    '644 0:0 network-scripts/rule-eth0',
    '644 0:0 network-scripts/rule6-eth0',
  ]
  t.is(await found(live, '/etc/sysconfig'), `${copied.join('\n')}\n`)
  t.is(await run(live, 'cat /etc/sysconfig/network-scripts/ifcfg-eth0'), ifcfg)
  t.is(await found(live, profiles), '600 0:0 office.nmconnection\n')
})

test('one file that cannot be copied does not cost the others, and is an error', async t => {
  await using live = await startLive({
    [`${keyfiles}/a`]: '',
    [`${keyfiles}/b`]: '',
    [`${profiles}/a.nmconnection/in the way`]: '',
  })
  await t.throwsAsync(takeProfiles(live), {
    message: /^\/usr\/lib\/livemode\/network-profiles exited with code 1\n.*a\.nmconnection/,
  })
  t.regex(await found(live, profiles), /^600 0:0 b\.nmconnection$/m)
})

test('NetworkManager does not ask anybody whether the network works', async t => {
  await using live = await startLive()
  t.regex(
    await run(live, 'NetworkManager --print-config'),
    /\n\[connectivity\]\n(.+\n)*enabled=false\n/,
  )
})

// As systemd-fstab-generator(8) makes it; it makes none where /sys is read-only.
const sourceMount = `[Unit]
SourcePath=/etc/fstab
Before=upgrade.service
[Mount]
What=/dev/disk/by-uuid/c2f1b1de-93d5-4b06-9a4f-1e0f8d7c6b90
Where=/run/upgrade
Type=btrfs
Options=subvol=@,nofail
`

test("NetworkManager waits for the profiles, and these for the source's root", async t => {
  const units = '/usr/lib/systemd/system'
  const {files} = planImage(inputWith(input.config, {host: hostOf('debian-12-btrfs')}))
  await using live = await startLive()
  await putFiles(live, [
    ...files,
    file(`${units}/run-upgrade.mount`, sourceMount),
    symlink(
      '/etc/systemd/system/local-fs.target.wants/run-upgrade.mount',
      `${units}/run-upgrade.mount`,
    ),
  ])
  const cycles = async () => {
    const lines: string[] = []
    await live
      .exec(['systemd-analyze', 'verify', '--man=no', 'default.target'], {
        onLine: line => lines.push(line),
      })
      .catch(() => {})
    return lines.filter(line => /cycle/i.test(line))
  }
  t.deepEqual(await cycles(), [])

  // That each of the two orders is there shows when its opposite makes a cycle.
  for (const [unit, other] of [
    ['run-upgrade.mount', 'network-profiles.service'],
    ['network-profiles.service', 'NetworkManager.service'],
  ]) {
    const dropIn = `/run/systemd/system/${unit}.d/opposite.conf`
    await putFiles(live, [file(dropIn, `[Unit]\nAfter=${other}\n`)])
    t.true((await cycles()).length > 0, unit)
    await live.exec(['rm', dropIn])
  }
})
