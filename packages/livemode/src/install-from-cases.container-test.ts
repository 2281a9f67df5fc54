// Whatever comes between a web server and an installation: an interruption, another one at once, a full disk; and what of the
// artifacts is fetched for a boot from a URL, or for an upgrade of the packages.
import {fetchedName} from '@livemode/bootentry'
import {manifestName, signatureName} from '@livemode/image'
import test from 'ava'
import {gone, imageBytes, install, out, prepareArtifactServer} from '../test/artifact-server.ts'
import {type InstallMachine, prepareInstallTests} from '../test/install-machine.ts'
import {transaction} from '../test/transaction.ts'

const start = prepareInstallTests(test)
const server = prepareArtifactServer(test)

const small = [manifestName, signatureName]

/** The names of what was asked for in a folder since `forget`. */
const asked = async (folder: string) =>
  (await server().shell('cut -d " " -f 1 /var/log/bytes')).map(path =>
    path.replace(`/${folder}/`, ''),
  )

const forget = () => server().shell('rm /var/log/bytes; nginx -s reopen')

const without = (lines: readonly string[], folder: string) =>
  lines.filter(line => !line.includes(folder))

const told = ({lines}: {lines: readonly string[]}) =>
  lines.find(line => line.startsWith('livemode: '))

/** The space that is left in /dev/shm, which has 64 MiB. */
const leave = (machine: InstallMachine, megabytes: number) =>
  machine.shell(`head -c ${67 - megabytes}MB /dev/zero >/dev/shm/full`)

test('Ctrl-C leaves parts and nothing else, and the next run goes on with them', async t => {
  const machine = await start(t)
  const {url, shell} = server()
  const before = await machine.tree()
  const own = `sh -c 'echo $$ >/run/pid; exec "$@"' sh`
  const running = machine.livemode(install(`${url}/stuck`), {before: own})
  const size = `stat -c %s ${out}/.live-upgrade.img.*.part 2>/dev/null || echo 0`
  await machine.shell(`until test "$(${size})" -ge ${imageBytes * 0.2}; do sleep 0.1; done`)
  t.is(
    told(await machine.livemode(install(`${url}/good`))),
    'livemode: another livemode installs or removes on this machine',
  )
  await machine.shell('kill -INT "$(cat /run/pid)"')
  const {code, lines} = await running
  t.is(code, 130)
  t.is(lines.at(-1), 'livemode: interrupted by SIGINT')
  const there = Number((await machine.shell(size)).lines[0])
  t.true(there >= imageBytes * 0.2 && there < imageBytes, `${there}`)
  t.deepEqual((await machine.shell(`ls -A ${out} | sed 's/[0-9a-f]\\{16\\}/SUM/'`)).lines, [
    fetchedName,
    '.initramfs-upgrade.x86_64.img.SUM.part',
    '.live-upgrade.img.SUM.part',
    '.vmlinuz-upgrade.x86_64.SUM.part',
  ])
  t.deepEqual(without(await machine.tree(), out), before)
  t.is((await machine.livemode('status')).lines[0], 'installed  nothing')

  await forget()
  t.is((await machine.livemode(install(`${url}/good`))).code, 0)
  t.is(
    (await shell('tail -n 1 /var/log/bytes'))[0],
    `/good/live-upgrade.img 206 ${imageBytes - there}`,
  )
  t.is((await machine.livemode('remove')).lines.at(-1), gone)
  t.deepEqual(await machine.tree(), before)
})

test('what does not fit is told before anything is fetched', async t => {
  const machine = await start(t)
  const {url} = server()
  const elsewhere = install(`${url}/good`).replace(out, '/dev/shm/fetched')
  await leave(machine, 20)
  const before = await machine.tree()
  await forget()
  t.regex(
    told(await machine.livemode(elsewhere)) ?? '',
    /^livemode: the artifacts need 26 MB more in \/dev\/shm\/fetched, where \d+ MB are free$/,
  )
  // There is room for what is fetched, and none for the files of the boot besides.
  await leave(machine, 28)
  await machine.shell('ln -s /dev/shm /boot/livemode')
  t.regex(
    told(await machine.livemode(elsewhere)) ?? '',
    /^livemode: what is fetched into \/dev\/shm\/fetched and \/boot\/livemode\/livemode-vmlinuz and \/boot\/livemode\/livemode-initramfs\.img need 31 MB, and 2\d MB are free there$/,
  )
  t.deepEqual(await asked('good'), [...small, ...small])
  await leave(machine, 20)
  await machine.shell('rm /boot/livemode; rmdir /dev/shm/fetched')
  t.deepEqual(await machine.tree(), before)
})

test('the image of a boot from a URL is not fetched', async t => {
  const machine = await start(t)
  const {url} = server()
  await machine.put(
    '/root/url.yaml',
    `url_to_load_squashfs_from: ${url}/good/live-upgrade.img\ndracut_network: ip=dhcp\n`,
  )
  const before = await machine.tree()
  await forget()
  const {code, lines} = await machine.livemode(install(`${url}/good`, '--config /root/url.yaml'))
  t.is(code, 0, lines.join('\n'))
  t.deepEqual(await asked('good'), [
    ...small,
    'vmlinuz-upgrade.x86_64',
    'initramfs-upgrade.x86_64.img',
  ])
  t.is((await machine.livemode('status')).lines[1], 'next boot  the live image')
  const entry = await machine.shell('grep -o "root=live:[^ ]*" /boot/grub/grub.cfg')
  t.deepEqual(entry.lines, [`root=live:${url}/good/live-upgrade.img`])
  t.is((await machine.livemode('remove')).lines.at(-1), gone)
  t.deepEqual(await machine.tree(), before)
})

test('an upgrade of the packages takes the image from there, and the packages from here', async t => {
  const machine = await start(t)
  const {url, shell} = server()
  await shell(`cp -r /srv/good /srv/apt
    sed -i 's/"engines":\\["probe"\\]/"engines":["apt","probe"]/' /srv/apt/${manifestName}`)
  const command = install(`${url}/apt`).replace('--engine probe', '--engine apt')
  const before = await machine.tree()
  await forget()
  t.is(
    told(await machine.livemode(command)),
    'livemode: it is not known what the upgrade does to the packages here',
  )
  t.deepEqual(await asked('apt'), small)
  t.deepEqual(await machine.tree(), before)

  const sum = (await machine.shell('sha256sum </var/lib/dpkg/status')).lines[0] ?? ''
  const planned = {...transaction, statusSha256: sum.slice(0, 64)}
  await machine.put(`${out}/packages/transaction.json`, JSON.stringify(planned))
  const resolved = await machine.tree()
  const {code, lines} = await machine.livemode(command)
  t.is(code, 0, lines.join('\n'))
  t.is(
    (
      await machine.shell(
        `cmp ${out}/packages/transaction.json /var/lib/leapp/packages/transaction.json`,
      )
    ).code,
    0,
  )
  t.is((await machine.livemode('remove')).lines.at(-1), gone)
  t.deepEqual(await machine.tree(), resolved)
})
