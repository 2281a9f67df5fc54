// What is installed is told by its record and, where that cannot be, by the boot loader; what boots next by the loader alone.
import test from 'ava'
import {grubby, type InstallMachine, prepareInstallTests} from '../test/install-machine.ts'

const start = prepareInstallTests(test)

const install = 'install --engine probe --out /media/artifacts'
const gone = 'image 0123456789abcdef is removed'
const record = '/var/lib/leapp/livemode-installed.json'
const leftTold =
  /^what livemode has left is removed; without a record of it .* \/var\/lib\/leapp\/live-upgrade\.img/

for (const [what, damage, why] of [
  ['is gone', `rm ${record}`, 'there is no record of it'],
  ['is damaged', `truncate --size=20 ${record}`, `${record} is not what livemode has written`],
] as const) {
  test(`an installation whose record ${what} is told by the boot loader, and removed`, async t => {
    const machine = await start(t)
    const before = await machine.tree()
    await machine.livemode(install)
    await machine.shell(damage)
    t.deepEqual((await machine.livemode('status')).lines, [
      `installed  something, through grub (${why}; livemode remove takes it away)`,
      'next boot  the live image',
      'last run   none',
    ])
    t.like(JSON.parse((await machine.livemode('status --json')).lines.join('')), {
      installed: {state: 'unrecorded'},
      armed: true,
    })
    const {code, lines} = await machine.livemode('remove')
    t.is(code, 0, lines.join('\n'))
    t.regex(lines.at(-1) ?? '', leftTold)
    await machine.shell('rm /var/lib/leapp/live-upgrade.img; rmdir /var/lib/leapp')
    t.deepEqual(await withoutLeftFolders(machine), before)
    t.deepEqual(await machine.livemode('remove'), {code: 0, lines: ['nothing is installed']})
  })
}

/** Nobody knows of a folder whether it was there before. */
const withoutLeftFolders = async (machine: InstallMachine) => {
  await machine.shell('rmdir /etc/livemode /etc/systemd/system/apt-daily*.service.d')
  return machine.tree()
}

test('the record of a livemode that told less is read, that of a newer one is not', async t => {
  const machine = await start(t)
  const before = await machine.tree()
  await machine.livemode(install)
  const installed = (await machine.livemode('status')).lines
  await machine.shell(
    `sed -i '/"version"/d; /"installedIn"/d; /"installedAt"/d; s/"armedBefore": null,/"armedBefore": null/' ${record}`,
  )
  t.deepEqual((await machine.livemode('status')).lines, installed)
  await machine.shell(`sed -i '1s/{/{"version": 2,/' ${record}`)
  for (const command of ['status', 'remove', install]) {
    const {code, lines} = await machine.livemode(command)
    t.is(code, 2)
    t.deepEqual(lines.slice(-2), [
      `livemode: ${record} is of version 2, and this livemode knows version 1`,
      '  use the livemode that has installed the image',
    ])
  }
  await machine.shell(`sed -i '1s/"version": 2,//' ${record}`)
  t.is((await machine.livemode('remove')).lines.at(-1), gone)
  t.deepEqual(await machine.tree(), before)
})

test('a start since the arming that was not the live image’s is told', async t => {
  const machine = await start(t)
  await machine.livemode(install)
  await machine.shell(`sed -i 's/"installedIn": ".*"/"installedIn": "an earlier boot"/' ${record}`)
  t.deepEqual((await machine.livemode('status')).lines.slice(1, 3), [
    'next boot  the live image',
    'armed      before this boot, and the live image was not started: the boot loader has not read what it was told, the firmware has started something else, or the power was lost right behind the installation',
  ])
  await machine.shell('grub-editenv - unset next_entry')
  t.is((await machine.livemode('status')).lines[1], 'next boot  as usual')
})

test('without a record, grubby is asked, and what Leapp has left is not taken for livemode’s', async t => {
  const machine = await start(t)
  await machine.putProgram('/usr/sbin/grubby', grubby)
  await machine.shell(
    'ln -s grub-editenv /usr/bin/grub2-editenv; mkdir /boot/grub2; grub-editenv /boot/grub2/grubenv create',
  )
  // The names of its files are the same.
  await machine.shell(
    'touch /boot/vmlinuz-upgrade.x86_64; grubby --add-kernel /boot/vmlinuz-upgrade.x86_64 --initrd /boot/initramfs-upgrade.x86_64.img --title RHEL-Upgrade-Initramfs x x "enforcing=0"',
  )
  const leapps = await machine.tree()
  t.is((await machine.livemode('status')).lines[0], 'installed  nothing')
  t.deepEqual(await machine.livemode('remove'), {code: 0, lines: ['nothing is installed']})
  t.deepEqual(await machine.tree(), leapps)
  await machine.shell('grubby --remove-kernel; rm /boot/vmlinuz-upgrade.x86_64')

  await machine.livemode(`${install} --loader grubby`)
  await machine.shell(`echo broken >${record}`)
  t.regex(
    (await machine.livemode('status')).lines[0] ?? '',
    /^installed {2}something, through grubby/,
  )
  // A loader that does not tell is no proof that nothing is there.
  await machine.putProgram('/usr/local/bin/grubby', 'exit 1')
  const unknown = await machine.livemode('remove')
  t.is(unknown.code, 2, unknown.lines.join('\n'))
  t.is((await machine.shell(`cat ${record}`)).lines[0], 'broken')
  await machine.shell('rm /usr/local/bin/grubby')
  t.is((await machine.livemode('remove')).code, 0)
  t.is((await machine.livemode('status')).lines[0], 'installed  nothing')
})

for (const [what, damage] of [
  ['with its record', 'true'],
  ['without one', `rm ${record}`],
] as const) {
  test(`what an earlier version has installed, by names that are Leapp’s, is removed ${what}`, async t => {
    const machine = await start(t)
    await machine.putProgram('/usr/sbin/grubby', grubby)
    await machine.shell(
      'ln -s grub-editenv /usr/bin/grub2-editenv; mkdir /boot/grub2; grub-editenv /boot/grub2/grubenv create',
    )
    const boot = 'find /boot -type f; ls /var/lib/grubby-entry'
    const before = await machine.shell(boot)
    await machine.livemode(`${install} --loader grubby`)
    await machine.shell(`
      cd /boot
      mv livemode-vmlinuz vmlinuz-upgrade.x86_64
      mv livemode-initramfs.img initramfs-upgrade.x86_64.img
      sed -i 's/livemode-vmlinuz/vmlinuz-upgrade.x86_64/; s/livemode-initramfs/initramfs-upgrade.x86_64/' /var/lib/grubby-entry ${record}
      ${damage}`)
    t.regex((await machine.livemode('status')).lines[0] ?? '', /^installed .*, through grubby/)
    const {code, lines} = await machine.livemode('remove')
    t.is(code, 0, lines.join('\n'))
    t.deepEqual(await machine.shell(boot), before)
  })
}

test('a removal that cannot disarm says what boots next', async t => {
  const machine = await start(t)
  await machine.livemode(install)
  // Others have changed the environment: it has to be written anew, and the program for it is broken.
  await machine.shell('grub-editenv - set saved_entry=b')
  await machine.putProgram('/usr/local/bin/grub-editenv', 'echo broken >&2; exit 1')
  const {code, lines} = await machine.livemode('remove')
  t.is(code, 1)
  t.deepEqual(lines.slice(-3), [
    'livemode: not everything could be taken away: grub-editenv /boot/grub/grubenv list exited with code 1',
    '    broken',
    '  the live image may be what boots next; "livemode remove" takes the rest away',
  ])
  await machine.shell('rm /usr/local/bin/grub-editenv')
  t.is((await machine.livemode('remove')).lines.at(-1), gone)
  t.is((await machine.livemode('status')).lines[1], 'next boot  as usual')
})
