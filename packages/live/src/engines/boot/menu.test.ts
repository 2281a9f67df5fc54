// The menus of both loaders give the source's kernels, by its own paths.
import test from 'ava'
import {startLive} from '../../../test/live-system.ts'
import {openMenu} from './menu.ts'

test('the newest entry comes first, and that of the trial is none of them', t => {
  const entry = (version: string) => `version ${version}\nlinux /x/${version}/linux\n`
  const {live} = startLive(t, {
    source: {
      '/efi/loader/entries/x-6.1.0-50-amd64.conf': entry('6.1.0-50-amd64'),
      '/efi/loader/entries/x-6.12.9+deb13-amd64+3.conf': entry('6.12.9+deb13-amd64'),
      '/efi/loader/entries/x-6.12.48+deb13-amd64+2-1.conf': entry('6.12.48+deb13-amd64'),
      '/efi/loader/entries/-livemode-upgrade.conf': 'linux /livemode/vmlinuz\n',
      '/efi/loader/entries/-livemode-trial.conf': entry('6.12.48+deb13-amd64'),
      '/efi/loader/entries/readme.txt': entry('9'),
    },
  })
  const trial = {id: '-livemode-trial.conf', file: '/efi/loader/entries/-livemode-trial.conf'}
  const menu = {kind: 'entries', boot: '/efi', block: null, trial} as const
  t.deepEqual(
    openMenu({live, menu})
      .entries()
      .map(({kernel}) => kernel),
    [
      '/efi/x/6.12.48+deb13-amd64/linux',
      '/efi/x/6.12.9+deb13-amd64/linux',
      '/efi/x/6.1.0-50-amd64/linux',
      '/efi/livemode/vmlinuz',
    ],
  )
})

const old = '4.18.0-553.el8.x86_64'
const young = '5.14.0-503.el9.x86_64'

/** As grubby and kernel-install leave them on Enterprise Linux. */
const entryOfGrub = (version: string, options: string) =>
  `title Enterprise Linux (${version})
version ${version}
linux /vmlinuz-${version}
initrd /initramfs-${version}.img $tuned_initrd
options ${options}
grub_users $grub_users
`

test('GRUB shows entries of the Boot Loader Specification with variables of its environment block', t => {
  const block = '/boot/grub2/grubenv'
  const {live} = startLive(t, {
    source: {
      [block]: `# GRUB Environment Block
saved_entry=0f1e-upgrade.x86_64
kernelopts=root=/dev/mapper/rhel-root ro rd.lvm.lv=rhel/root
`.padEnd(1024, '#'),
      '/etc/livemode/default-entry': `0f1e-${old}`,
      [`/boot/loader/entries/0f1e-${old}.conf`]: entryOfGrub(old, '$kernelopts $tuned_params'),
      [`/boot/loader/entries/0f1e-${young}.conf`]: entryOfGrub(
        young,
        // biome-ignore lint/suspicious/noTemplateCurlyInString: the variable is GRUB's.
        'root=UUID=x ro ${kernelopts}',
      ),
    },
  })
  const trial = {id: '-livemode-trial', file: '/boot/loader/entries/-livemode-trial.conf'}
  const menu = openMenu({live, menu: {kind: 'entries', boot: '/boot', block, trial}})
  const entries = menu.entries().map(({kernel, initramfs, cmdline, word}) => ({
    ...{kernel, initramfs, cmdline, word},
  }))
  const kernelopts = 'root=/dev/mapper/rhel-root ro rd.lvm.lv=rhel/root'
  t.deepEqual(entries, [
    {
      kernel: `/boot/vmlinuz-${young}`,
      initramfs: [`/boot/initramfs-${young}.img`],
      cmdline: `root=UUID=x ro ${kernelopts}`,
      word: `0f1e-${young}`,
    },
    {
      kernel: `/boot/vmlinuz-${old}`,
      initramfs: [`/boot/initramfs-${old}.img`],
      cmdline: kernelopts,
      word: `0f1e-${old}`,
    },
  ])
  t.deepEqual(menu.byDefault(), {word: `0f1e-${old}`, isSaved: true})
  const versionOf = (word: string) => menu.findByWord(word)?.version
  t.is(versionOf(`0f1e-${old}`), old)
  t.is(versionOf(`Enterprise Linux (${old})`), old)
  t.is(versionOf('1'), old)
  t.is(versionOf(''), young)
  t.is(versionOf('of nobody'), undefined)
  const [first] = menu.entries()
  const text = first?.renderTrial({id: trial.id, title: 'On trial', more: 'panic=60'}) ?? ''
  t.regex(text, /^title On trial\nversion /)
  t.regex(text, /^options panic=60$/m)
})
