// What is loaded by kexec is there when an installation has succeeded, and gone with all else when it has not.
import {mkdtemp, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fixture} from '@livemode/fixtures'
import test, {type ExecutionContext} from 'ava'
import {discard, type InstallMachine, prepareInstallTests} from '../test/install-machine.ts'

const start = prepareInstallTests(test)

const install = 'install --engine probe --out /media/artifacts'
const {mounts, fstab} = JSON.parse(fixture('hosts/debian-12-btrfs.json'))
const state = '/sys/kernel/kexec_loaded'

/** A container may load no kernel, and ends no machine: these note what they are told, and the first one what is loaded. */
const stand: Readonly<Record<string, string>> = {
  '/usr/local/bin/findmnt': `cat <<'end'\n${JSON.stringify({filesystems: mounts})}\nend`,
  '/usr/sbin/kexec': `echo "kexec $*" >>/run/calls
case $2 in
--load) test -s "$3" && test -s "\${4#--initrd=}" && echo 1 >${state} ;;
--unload) echo 0 >${state} ;;
esac`,
  '/usr/local/bin/systemctl': 'echo "systemctl $*" >>/run/calls',
}

/** A machine with its root and /boot on btrfs. */
async function startOnBtrfs(t: ExecutionContext): Promise<InstallMachine> {
  const kernel = await mkdtemp(join(tmpdir(), 'livemode-kernel-'))
  t.teardown(() => discard(kernel))
  await writeFile(join(kernel, 'kexec_loaded'), '0\n')
  const machine = await start(t, {[kernel]: '/sys/kernel'})
  for (const [path, text] of Object.entries(stand)) await machine.putProgram(path, text)
  await machine.put('/etc/fstab', fstab)
  await machine.shell('mkdir -p /run/systemd/system')
  return machine
}

/** Everything that an installation could touch, and what is loaded. */
const all = async (machine: InstallMachine) => [
  ...(await machine.tree()),
  ...(await machine.shell(`cat ${state}`)).lines,
]

const callsOf = async (machine: InstallMachine) =>
  (await machine.shell('cat /run/calls; rm /run/calls')).lines

const places = ['/boot/livemode/livemode-vmlinuz', '/boot/livemode/livemode-initramfs.img'] as const

test('install chooses kexec where GRUB cannot be told; status, start and remove go by it', async t => {
  const machine = await startOnBtrfs(t)
  const before = await all(machine)
  const {lines: menu} = await machine.shell('sha256sum /boot/grub/*')

  const first = await machine.livemode(install)
  t.is(first.code, 0, first.lines.join('\n'))
  t.is(
    first.lines.at(-2),
    'Debian GNU/Linux 13 (trixie), image 0123456789abcdef, is loaded, and "livemode start" goes there (kexec)',
  )
  t.deepEqual((await machine.shell('sha256sum /boot/grub/*')).lines, menu)
  const [load = '', ...others] = await callsOf(machine)
  t.true(
    load.startsWith(
      `kexec --kexec-file-syscall --load ${places[0]} --initrd=${places[1]} --command-line=BOOT_IMAGE=${places[0]} `,
    ),
    load,
  )
  t.regex(load, / root=live:UUID=\S+ rd\.live\.dir=\/@var\/lib\/leapp /)
  t.deepEqual(others, ['systemctl daemon-reload'])

  const told = await machine.livemode('status')
  t.is(
    told.lines[0],
    'installed  Debian GNU/Linux 13 (trixie), image 0123456789abcdef, through kexec',
  )
  t.regex(
    told.lines[1] ?? '',
    /^next boot {2}the live image, by "livemode start": it is loaded since \d{4}-\d\d-\d\dT\S+Z$/,
  )
  const {lines: json} = await machine.livemode('status --json')
  t.like(JSON.parse(json.join('\n')), {armed: true, startedSinceArming: false})

  const asked = await machine.livemode('start </dev/null')
  t.is(asked.code, 2)
  t.is(asked.lines[0], 'livemode: there is no terminal to ask on')
  const started = await machine.livemode('start --yes')
  t.deepEqual(started, {
    code: 0,
    lines: [
      'This system is shut down now, and kexec starts the live image (Debian GNU/Linux 13 (trixie), image 0123456789abcdef).',
      'Neither the firmware nor the boot loader takes part; a reset leads back to this system.',
      'this system ends now',
    ],
  })
  t.deepEqual(await callsOf(machine), ['systemctl kexec'])

  // The second one replaces what the first one has loaded.
  t.is((await machine.livemode(install)).code, 0)
  const again = (await callsOf(machine)).map(call => call.split(' ').slice(0, 3).join(' '))
  t.deepEqual(again, [
    'kexec --kexec-file-syscall --unload',
    'kexec --kexec-file-syscall --load',
    'systemctl daemon-reload',
  ])

  t.is((await machine.livemode('remove')).lines.at(-1), 'image 0123456789abcdef is removed')
  t.deepEqual(await callsOf(machine), ['kexec --kexec-file-syscall --unload'])
  t.deepEqual(await all(machine), before)
  const nothing = await machine.livemode('start --yes')
  t.is(nothing.code, 2)
  t.is(nothing.lines[0], 'livemode: nothing is installed')
})

test('a kernel that is refused leaves everything as it was, and it is said what that means', async t => {
  const machine = await startOnBtrfs(t)
  await machine.putProgram(
    '/usr/sbin/kexec',
    'echo "kexec_file_load failed: Required key not available" >&2; exit 255',
  )
  const before = await all(machine)
  const {code, lines} = await machine.livemode(install)
  t.is(code, 1)
  t.true(lines.includes('    kexec_file_load failed: Required key not available'), lines.join('\n'))
  t.regex(lines.at(-1) ?? '', /^ {2}the running kernel refuses to load it: with Secure Boot /)
  t.deepEqual(await all(machine), before)
})

test('a failure behind the loading unloads it', async t => {
  const machine = await startOnBtrfs(t)
  await machine.shell(`mv /usr/sbin/kexec /usr/sbin/kexec.real`)
  // What the kernel says is not what was done.
  await machine.putProgram('/usr/sbin/kexec', `kexec.real "$@"; [ "$2" = --unload ] || exit 3`)
  const before = await all(machine)
  const {code} = await machine.livemode(install)
  t.is(code, 1)
  t.true((await callsOf(machine)).includes('kexec --kexec-file-syscall --unload'))
  t.deepEqual(await all(machine), before)
})

test('what is killed behind the loading is unloaded by the next run', async t => {
  const machine = await startOnBtrfs(t)
  const before = await all(machine)
  await machine.livemode(
    `${install} & until grep -q 1 ${state}; do sleep 0.01; done; kill -KILL $!; wait`,
  )
  t.is((await machine.livemode('remove')).lines.at(-1), 'image 0123456789abcdef is removed')
  t.deepEqual(await all(machine), before)
})

test('a reboot unloads it, and what somebody else loads is not ours', async t => {
  const machine = await startOnBtrfs(t)
  await machine.livemode(install)
  await machine.shell(
    `echo 0 >${state}; sed -i 's/"installedIn": "[^"]*"/"installedIn": "of another boot"/' /var/lib/leapp/livemode-installed.json`,
  )
  const told = await machine.livemode('status')
  t.is(told.lines[1], 'next boot  as usual')
  t.regex(
    told.lines[2] ?? '',
    /^loaded {5}no longer, for this machine has been started since \S+Z, when it was loaded: "livemode install" loads the live image again$/,
  )
  const refused = await machine.livemode('start --yes')
  t.is(refused.code, 3)
  t.is(refused.lines[0], 'livemode: the live image is not loaded')

  await machine.shell(`echo 1 >${state}; rm /run/calls`)
  t.is((await machine.livemode('status')).lines[1], 'next boot  as usual')
  const other = await machine.livemode(install)
  t.deepEqual(other.lines.slice(-2), [
    'livemode: kexec has something else to start already',
    '  take it away, by "kexec --kexec-file-syscall --unload", or start it first',
  ])
  t.is((await machine.livemode('remove')).code, 0)
  t.deepEqual((await machine.shell(`cat ${state}; cat /run/calls`)).lines.slice(0, 1), ['1'])
})

test('without a record it is found by the folder of its boot files', async t => {
  const machine = await startOnBtrfs(t)
  await machine.livemode(install)
  await machine.shell('rm /var/lib/leapp/livemode-installed.json; rm /run/calls')
  t.regex(
    (await machine.livemode('status')).lines[0] ?? '',
    /^installed {2}something, through kexec/,
  )
  t.is((await machine.livemode('remove')).code, 0)
  t.deepEqual((await callsOf(machine))[0], 'kexec --kexec-file-syscall --unload')
  const left = `find /boot | grep livemode`
  t.deepEqual((await machine.shell(left)).lines, [])
})
