// Whatever step of an installation fails, it leaves the machine as it was, to the byte.
import {mkdtemp, open} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import test from 'ava'
import {discard, makeArtifacts, prepareInstallTests} from '../test/install-machine.ts'

const start = prepareInstallTests(test)

const install = 'install --engine probe --out /media/artifacts'
interface Fault {
  /** Breaks the machine; runs before the state is taken down. */
  readonly prepare: string
  readonly options?: string
  /** A folder of another file system. */
  readonly readOnly?: string
  readonly readWrite?: string
  readonly says: RegExp
}

const faults: Readonly<Record<string, Fault>> = {
  'a record that cannot be written': {
    prepare: 'mkdir -p /var/lib/leapp/.livemode-installed.json.livemode-part/x',
    says: /^ {2}because: \/var\/lib\/leapp\/\.livemode-installed\.json\.livemode-part: illegal operation on a directory$/,
  },
  'a boot folder that is read only': {
    prepare: ':',
    readOnly: '/boot/livemode',
    says: /^livemode: \/boot\/livemode is mounted read-only$/,
  },
  'an EFI system partition that is read only': {
    prepare: ':',
    options: '--loader systemd-boot',
    readOnly: '/efi',
    says: /^livemode: \/efi is mounted read-only$/,
  },
  'an image that does not fit': {
    prepare: `head -c 50M /dev/zero >/dev/shm/full; echo 'squashfs_fullpath: /dev/shm/live.img' >/etc/small.yaml`,
    options: '--config /etc/small.yaml',
    says: /^ {2}\/dev\/shm has 1\d MB free, and the upgrade puts 20 MB there: the image 20 MB$/,
  },
  'boot files that do not fit': {
    prepare: 'head -c 63M /dev/zero >/dev/shm/full; ln -s /dev/shm /boot/livemode',
    says: /^livemode: \/boot\/livemode\/livemode-vmlinuz and \/boot\/livemode\/livemode-initramfs\.img need 6 MB, and 1 MB are free there$/,
  },
  'a file in the way': {
    prepare: 'mkdir /boot/livemode; echo mine >/boot/livemode/livemode-vmlinuz',
    says: /^livemode: \/boot\/livemode\/livemode-vmlinuz is there already, and there is no record that livemode has put it there$/,
  },
  'a device that GRUB does not know': {
    prepare: "printf '#!/bin/sh\\necho no such device >&2; exit 1\\n' >/usr/sbin/grub-probe",
    says: /^ {4}no such device$/,
  },
  'a menu that GRUB cannot read': {
    prepare: 'echo "}" >>/boot/grub/grub.cfg',
    says: /^livemode: grub-script-check \/boot\/grub\/grub\.cfg\.livemode-new exited with code 1$/,
  },
  'a menu without the entry': {
    prepare: `printf '#!/bin/sh\\nsed -i /menuentry.*livemode/d "$1"\\n' >/usr/local/bin/grub-script-check; chmod +x /usr/local/bin/grub-script-check`,
    says: /^livemode: the boot entry is not what was planned:$/,
  },
  'an environment block that is none': {
    prepare: 'echo broken >/boot/grub/grubenv',
    says: /^livemode: grub-editenv .* exited with code 1$/,
  },
  'an environment block that does not stay': {
    prepare: `printf '#!/bin/sh\\n[ "$2" != list ] || exit 0\\nexec /usr/bin/grub-editenv "$@"\\n' >/usr/local/bin/grub-editenv; chmod +x /usr/local/bin/grub-editenv`,
    says: /^livemode: the boot loader boots its default next, not livemode-upgrade$/,
  },
  'no program that arms the entry': {
    prepare: 'rm /usr/bin/grub-editenv',
    says: /^livemode: the program grub-editenv is missing, which grub needs$/,
  },
  'a boot loader that would boot the entry by default': {
    prepare: 'mkdir -p /efi/loader/entries',
    options: '--loader systemd-boot',
    readWrite: '/efi',
    says: /^livemode: the boot loader would take the boot entry for its default one$/,
  },
  'a boot loader that was not started by this firmware': {
    prepare:
      "mkdir -p /efi/loader/entries; printf 'title a\\nlinux /a\\n' >/efi/loader/entries/a.conf; touch /efi/a",
    options: '--loader systemd-boot',
    readWrite: '/efi',
    says: /^livemode: bootctl .* exited with code 1$/,
  },
}

for (const [name, fault] of Object.entries(faults)) {
  test(`${name} leaves everything as it was`, async t => {
    const folder = await mkdtemp(join(tmpdir(), 'livemode-boot-'))
    const {prepare, options = '', readOnly, readWrite, says} = fault
    const machine = await start(t, {
      ...(readOnly && {[folder]: `${readOnly}:ro`}),
      ...(readWrite && {[folder]: readWrite}),
    })
    t.teardown(() => discard(folder))
    await machine.shell(prepare)
    const tree = await machine.tree()
    const {code, lines} = await machine.livemode(`${install} ${options}`)
    t.true(code > 0)
    t.true(
      lines.some(line => says.test(line)),
      lines.join('\n'),
    )
    t.deepEqual(await machine.tree(), tree)
    t.is((await machine.livemode('status')).lines[0], 'installed  nothing')
  })
}

test('an artifact with one wrong bit is refused before anything is done', async t => {
  const broken = await makeArtifacts()
  t.teardown(() => discard(broken))
  const path = join(broken, 'initramfs-upgrade.x86_64.img')
  await using file = await open(path, 'r+')
  const {buffer} = await file.read(Buffer.alloc(1), 0, 1, 4711)
  await file.write(Buffer.from([(buffer[0] ?? 0) ^ 1]), 0, 1, 4711)

  const machine = await start(t, {[broken]: '/media/broken:ro'})
  const tree = await machine.tree()
  t.deepEqual(
    (await machine.livemode('install --engine probe --out /media/broken')).lines.slice(-2),
    [
      'livemode: /media/broken/initramfs-upgrade.x86_64.img is not what the manifest says',
      '  run "livemode build" again, or copy the artifacts again',
    ],
  )
  t.deepEqual(await machine.tree(), tree)
})

test('an image that leads elsewhere is refused before anything is done', async t => {
  const machine = await start(t)
  const tree = await machine.tree()
  t.deepEqual(await machine.livemode(`${install} --target debian-12`), {
    code: 2,
    lines: [
      'livemode: the image in /media/artifacts leads to Debian GNU/Linux 13 (trixie), and not to Debian 12',
      '  name what it leads to (--target debian-13), or the folder of another image (--out)',
    ],
  })
  t.deepEqual(await machine.tree(), tree)
})

test('artifacts that somebody else can change are refused before anything is done', async t => {
  const machine = await start(t)
  await machine.shell('cp -r /media/artifacts /srv/theirs && chown -R 1000 /srv/theirs')
  const tree = await machine.tree()
  const command = 'install --engine probe --out /srv/theirs'
  const {code, lines} = await machine.livemode(command)
  t.is(code, 2)
  t.regex(lines.at(-2) ?? '', /^livemode: \/srv\/theirs can be changed by others than root/)
  t.deepEqual(await machine.tree(), tree)
  const bySudo = await machine.livemode(command, {before: 'SUDO_UID=1000'})
  t.is(bySudo.code, 0, bySudo.lines.join('\n'))
})
