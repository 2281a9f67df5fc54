// What install changes is there when it has succeeded, and gone to the byte when it has not.
import test from 'ava'
import {type InstallMachine, prepareInstallTests} from '../test/install-machine.ts'

const start = prepareInstallTests(test)

const install = 'install --engine probe --out /media/artifacts'
const gone = 'image 0123456789abcdef is removed'

/** What grub-mkconfig's library prints for the device of /boot. */
const toDevice = [
  'insmod part_msdos',
  'insmod ext2',
  "set root='hd0,msdos2'",
  'if [ x$feature_platform_search_hint = xy ]; then',
  '  search --no-floppy --fs-uuid --set=root --hint-bios=hd0,msdos2 0f3a4f6e-8a55-4f0e-b7d6-6f0c3f3f9b52',
  'else',
  '  search --no-floppy --fs-uuid --set=root 0f3a4f6e-8a55-4f0e-b7d6-6f0c3f3f9b52',
  'fi',
]

test('install, install again, remove', async t => {
  const machine = await start(t)
  const before = await machine.tree()

  const first = await machine.livemode(install)
  t.is(first.code, 0, first.lines.join('\n'))
  t.is(
    first.lines.at(-2),
    'Debian GNU/Linux 13 (trixie), image 0123456789abcdef, is booted next, once (grub)',
  )
  const menu = await machine.shell(
    "sed -n '/BEGIN .*99_livemode/,$p' /boot/grub/grub.cfg | grep -v 'root=live'; grub-editenv list",
  )
  // GRUB counts from 0: the number of the entries before it is that of the live one.
  const count = await machine.shell(
    "sed '/BEGIN .*99_livemode/,$d' /boot/grub/grub.cfg | grep --count -E '^(menuentry|submenu) '",
  )
  t.deepEqual(menu.lines, [
    '### BEGIN /etc/grub.d/99_livemode ###',
    `set livemode_root="\${root}"`,
    ...toDevice,
    `set livemode_folder="(\${root})/boot/livemode"`,
    'if [ -f /boot/livemode/resume ]; then',
    '    set livemode_resumes=1',
    `    if [ "\${boot_once}" = true ]; then`,
    `        set fallback=${count.lines[0]}`,
    '    else',
    '        set default=livemode-upgrade',
    '    fi',
    'fi',
    `set root="\${livemode_root}"`,
    `if [ "\${default}" = livemode-upgrade -a -z "\${livemode_resumes}" ]; then`,
    '    set fallback=0',
    'fi',
    "menuentry 'Live upgrade to Debian 13' --id livemode-upgrade --unrestricted {",
    ...toDevice,
    'initrd /boot/livemode/livemode-initramfs.img',
    '}',
    `if [ -f "\${livemode_folder}/trial.cfg" ]; then`,
    `    source "\${livemode_folder}/trial.cfg"`,
    'fi',
    '### END /etc/grub.d/99_livemode ###',
    'saved_entry=a',
    'next_entry=livemode-upgrade',
  ])
  const others = await machine.shell("sed '/BEGIN .*99_livemode/,$d' /boot/grub/grub.cfg")
  t.deepEqual(others.lines, (await machine.shell('cat /boot/grub/grub.cfg.livemode-kept')).lines)
  t.deepEqual((await machine.livemode('status')).lines, [
    'installed  Debian GNU/Linux 13 (trixie), image 0123456789abcdef, through grub',
    'next boot  the live image',
    'last run   none',
  ])

  // Each installation has an id of its own, in the first two, and a time.
  const ownFiles = /^\S{64} .*\/(?:livemode-initramfs\.img|installation|livemode-installed\.json)$/
  const withoutId = (lines: readonly string[]) => lines.filter(line => !ownFiles.test(line))
  const readRecord = async () => {
    const {lines} = await machine.shell('cat /var/lib/leapp/livemode-installed.json')
    return {...JSON.parse(lines.join('\n')), installedAt: null}
  }
  const once = withoutId(await machine.tree())
  const record = await readRecord()
  const id = await machine.shell('cat /etc/livemode/installation')
  t.is((await machine.livemode(install)).code, 0)
  t.deepEqual(withoutId(await machine.tree()), once)
  t.deepEqual(await readRecord(), record)

  // As a live boot leaves it that has lost its power half-way.
  await machine.shell(
    'grub-editenv - unset next_entry; touch /boot/livemode/resume /boot/livemode/trial.cfg',
  )
  t.is(
    (await machine.livemode('status')).lines[1],
    'next boot  the live image, until the upgrade has ended',
  )
  t.notDeepEqual(await machine.shell('cat /etc/livemode/installation'), id)

  t.deepEqual((await machine.livemode('remove')).lines.at(-1), gone)
  t.deepEqual(await machine.tree(), before)
  t.deepEqual(await machine.livemode('remove'), {code: 0, lines: ['nothing is installed']})
})

test('what others have changed meanwhile stays when it is removed', async t => {
  const machine = await start(t)
  await machine.livemode(install)
  // What GRUB does when it boots the entry, and what a new kernel and an administrator do.
  await machine.shell('grub-editenv - set next_entry=')
  t.is((await machine.livemode('status')).lines[1], 'next boot  as usual')
  await machine.shell('echo new >/boot/vmlinuz-6.1.0-38-amd64; update-grub')
  const {lines} = await machine.shell('grep -c ^menuentry.*livemode-upgrade /boot/grub/grub.cfg')
  t.deepEqual(lines, ['1'], 'the entry survives update-grub')
  const kernels = await machine.shell(
    "grep -o 'linux.*vmlinuz-[^ ]*' /boot/grub/grub.cfg | head -1",
  )
  t.deepEqual(kernels.lines, ['linux\t/boot/vmlinuz-6.1.0-38-amd64'], 'the default is the source’s')
  await machine.shell('grub-editenv - set saved_entry=b')

  t.is((await machine.livemode('remove')).code, 0)
  const left = await machine.shell(
    'find /boot /etc/grub.d -name "*livemode*" -o -name "*upgrade*"; grep -c livemode /boot/grub/grub.cfg; grep -c 6.1.0-38 /boot/grub/grub.cfg; grub-editenv list',
  )
  t.deepEqual(left.lines.slice(0, 1), ['0'])
  t.true(Number(left.lines[1]) > 0)
  t.deepEqual(left.lines.slice(2), ['saved_entry=b'])
})

test('what was built in its place stays there when it is installed again', async t => {
  const machine = await start(t)
  await machine.livemode(install)
  await machine.shell('cp /media/artifacts/* /var/lib/leapp/')
  const {code, lines} = await machine.livemode('install --engine probe --out /var/lib/leapp')
  t.is(code, 0, lines.join('\n'))
  t.is(
    (await machine.shell('cmp /var/lib/leapp/live-upgrade.img /media/artifacts/live-upgrade.img'))
      .code,
    0,
  )
})

test('a menu by hand that reads no environment is refused before anything is done', async t => {
  const machine = await start(t)
  await machine.put('/boot/grub/grub.cfg', "set default=0\nmenuentry 'Debian' {\n}\n")
  const before = await machine.tree()
  const {code, lines} = await machine.livemode(install)
  t.is(code, 3)
  t.regex(lines.join('\n'), /nothing in \/boot\/grub\/grub\.cfg reads next_entry/)
  t.deepEqual(await machine.tree(), before)
})

test('one at a time installs or removes', async t => {
  const machine = await start(t)
  await machine.shell('flock /run/livemode-install.lock sleep 60 >/dev/null 2>&1 & sleep 0.5')
  for (const command of [install, 'remove']) {
    t.deepEqual(await machine.livemode(command), {
      code: 1,
      lines: [
        'livemode: another livemode installs or removes on this machine',
        '  wait until it has ended',
      ],
    })
  }
})

test('an installation comes to its end when nobody reads what it says', async t => {
  const machine = await start(t)
  await machine.livemode(`${install} 2>&1 | true`)
  t.is((await machine.livemode('status')).lines[1], 'next boot  the live image')
})

/** Moments of an installation, in seconds: spread over the time that one takes here and now. */
async function* momentsOf(machine: InstallMachine): AsyncGenerator<number> {
  const start = performance.now()
  await machine.livemode(install)
  const whole = (performance.now() - start) / 1000
  await machine.livemode('remove')
  for (const part of [0.35, 0.5, 0.6, 0.7, 0.8, 0.9, 1]) yield whole * part
}

test('an interruption at any time leaves everything as it was', async t => {
  const machine = await start(t)
  const tree = await machine.tree()
  let interrupted = 0
  for await (const seconds of momentsOf(machine)) {
    const {code} = await machine.livemode(install, {
      before: `timeout --preserve-status -s TERM ${seconds}`,
    })
    if (code === 0) await machine.livemode('remove')
    else interrupted += 1
    t.deepEqual(await machine.tree(), tree, `after ${seconds} s`)
  }
  t.true(interrupted > 0)
})

test('what is killed at any time is taken away by the next run', async t => {
  const machine = await start(t)
  const tree = await machine.tree()
  const record = '/var/lib/leapp/livemode-installed.json'
  const atRecord = `until test -e ${record}; do sleep 0.01; done`
  const moments = await Array.fromAsync(momentsOf(machine), seconds => `sleep ${seconds}`)
  let half = 0
  // One of them is half-way for certain.
  for (const moment of [...moments, atRecord]) {
    await machine.livemode(`${install} & ${moment}; kill -KILL $!; wait`)
    // Neither an empty menu nor an entry that is booted before it is complete.
    const state = await machine.shell('grep -c ^menuentry /boot/grub/grub.cfg; grub-editenv list')
    t.true(Number(state.lines[0]) >= 1)
    const {lines} = await machine.livemode('remove')
    if (lines.at(-1) === gone) half += 1
    t.deepEqual(await machine.tree(), tree, moment)
  }
  t.true(half > 0)
})
