// NetworkManager takes the profiles that the live system makes for it, and only starts when it has them.
import {readdirSync} from 'node:fs'
import {file, symlink} from '@livemode/config'
import type {Container, Session} from '@livemode/container'
import {fixture, fixturePath} from '@livemode/fixtures'
import test from 'ava'
import {inputWith} from '../test/planned.ts'
import {putFiles, runtimeOf, startSession} from '../test/session.ts'
import {planImage} from './plan.ts'

const input = inputWith({setup_network_manager: true})
const planned = planImage(input).files.filter(({path}) =>
  /^\/(usr\/lib\/livemode|etc\/NetworkManager)\//.test(path),
)
const scripts = '/sysroot/etc/sysconfig/network-scripts'
const profiles = '/run/NetworkManager/system-connections'

let session: Session
let image: string

test.before(async () => {
  session = await startSession()
  image = await runtimeOf(session, input)
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

/** The profiles as NetworkManager's own parser has them; it fails on one that it would not take. */
const readProfiles = (live: Container) =>
  run(
    live,
    `cd ${profiles} && for profile in *; do [ -f "$profile" ] || continue; printf '\\n# %s\\n' "$profile"
      nmcli --offline connection modify connection.stable-id '' <"$profile" || exit 1; done`,
  )

/** Before 1.54 NetworkManager has other words for the same, and with them another order. */
const inTodaysWords = (profiles: string) =>
  profiles
    .replace(/^(address\d+=[^,\n]+),(.+)$/gm, '$1\ngateway=$2')
    .replace(/^master=/gm, 'controller=')
    .replace(/^slave-type=/gm, 'port-type=')
    .split('\n\n')
    .map(section => section.trimEnd().split('\n').toSorted().join('\n'))

const sourceFiles = (name: string) =>
  readdirSync(fixturePath(`ifcfg/${name}`)).filter(entry => /^(ifcfg|route6?|rule6?)-/.test(entry))

for (const name of readdirSync(fixturePath('ifcfg'))) {
  test(`ifcfg/${name} as NetworkManager understands it`, async t => {
    await using live = await startLive({
      ...Object.fromEntries(
        sourceFiles(name).map(entry => [`${scripts}/${entry}`, fixture(`ifcfg/${name}/${entry}`)]),
      ),
      '/sysroot/etc/sysconfig/network': 'NETWORKING=yes\nGATEWAY=10.0.0.1\n',
      '/sysroot/etc/iproute2/rt_tables': '255\tlocal\n200\tprovider2 # rented\n',
    })
    await live.exec(['/usr/lib/livemode/live.mjs', 'network-profiles'])
    const understood = (await readProfiles(live)).trimStart()
    t.deepEqual(inTodaysWords(understood), inTodaysWords(fixture(`ifcfg/${name}/understood`)))
    t.is(await run(live, `find ${profiles} -type f ! -perm 600`), '')
  })
}

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
  const {files} = planImage(input)
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
