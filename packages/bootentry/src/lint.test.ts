// Each argument that a version does not know, or that costs a boot its safety, is found in its words.
import test from 'ava'
import {lintCommandLine} from './index.ts'

const disk = 'root=live:UUID=1-2 rd.live.dir=/var/lib/leapp rd.live.squashimg=live.img'
const url = 'root=live:http://192.0.2.1/live.img ip=dhcp'

const lint = (
  dracut: number | string,
  cmdline: string,
  options: Parameters<typeof lintCommandLine>[2] = {},
) =>
  lintCommandLine({dracutVersion: String(dracut), systemdVersion: '257'}, cmdline, options).map(
    ({argument, sentence, remedy}) => `${argument}: ${sentence}; ${remedy}`,
  )

const versions = Array.from({length: 63}, (_, index) => index + 49)

/** The versions in which that argument is found, as the first and the last, and what is said. */
function rangeOf(cmdline: string, options: Parameters<typeof lintCommandLine>[2] = {}) {
  const found = versions.filter(version => lint(version, cmdline, options).length > 0)
  const [first = 0, last = 0] = [found[0], found.at(-1)]
  const isWithoutGap = found.length === 0 || last - first + 1 === found.length
  return [found[0], found.at(-1), isWithoutGap]
}

test('what livemode plans is in order in every version', t => {
  const attended = 'upgrade.autostart=0'
  const unattended =
    'upgrade.autostart=1 panic=10 systemd.crash_reboot=1 rd.shell=0 rd.emergency=reboot'
  for (const version of versions) {
    for (const cmdline of [
      `${disk} ${attended}`,
      `${disk} ${unattended}`,
      `${url} ${unattended}`,
    ]) {
      t.deepEqual(lint(version, cmdline), [])
    }
  }
  t.deepEqual(lint(59, `${disk} rd.live.overlay.overlayfs=1`), [])
})

const ranges: Readonly<Record<string, readonly [number, number]>> = {
  'rd.overlay=1': [49, 109],
  'rd.overlay=UUID=3': [49, 111],
  'rd.live.overlay.nouserconfirmprompt=1': [49, 105],
  'rd.live.overlay=UUID=3': [49, 111],
  'rd.live.overlay.readonly=1': [110, 111],
  'rd.minmem=512': [49, 59],
  'rd.live.ram=1': [60, 111],
  'rd.live.overlay.size=100': [49, 111],
}

for (const [argument, [first, last]] of Object.entries(ranges)) {
  test(`${argument} is found from ${first} to ${last}`, t => {
    t.deepEqual(rangeOf(`${disk} ${argument}`), [first, last, true])
  })
}

test('an overlay takes a disk for the root from 056 on, unless the root is checked', t => {
  const unchecked = {isRootChecked: false}
  const cmdline = `${disk} rd.live.overlay.overlayfs=1`
  t.deepEqual(rangeOf(cmdline, unchecked), [56, 111, true])
  t.deepEqual(rangeOf(cmdline), [undefined, undefined, true])
  t.deepEqual(rangeOf(`${disk} rd.live.overlay.overlayfs=0`, unchecked), [
    undefined,
    undefined,
    true,
  ])
  t.deepEqual(lint('1:059-4', cmdline, unchecked), [
    'rd.live.overlay.overlayfs=1: dracut 059 then boots the file system of a missing image as if it were the image; remove it, or have the initramfs check which root came up',
  ])
  t.is(lint(110, `${disk} rd.overlay`, unchecked).length, 1)
  t.is(lint(110, `${disk} rd.overlay=0`, unchecked).length, 0)
})

test('systemd-networkd downloads nothing before 103', t => {
  t.deepEqual(rangeOf(url, {networkHandler: 'systemd-networkd'}), [49, 102, true])
  t.deepEqual(rangeOf(url, {networkHandler: 'network-manager'}), [undefined, undefined, true])
  t.deepEqual(rangeOf(disk, {networkHandler: 'systemd-networkd'}), [undefined, undefined, true])
})

const dead = (what: string) =>
  `nobody is there, and the machine ${what} instead of coming back with the source system; remove it, or set autostart_upgrade_after_reboot to false`

const sentences: readonly [number, string, string][] = [
  [
    106,
    'rd.overlay=1',
    'dracut 106 does not know it; leave it out: an image needs no argument for its overlay',
  ],
  [
    110,
    'rd.overlay=UUID=3',
    'rd.overlay=UUID=3 keeps the changes of the live system, so that the next one would find them; remove it: what belongs to the upgrade is on the source’s disk',
  ],
  [
    59,
    'rd.live.overlay=/dev/sdb1',
    'where /dev/sdb1 is missing, dracut 059 asks for Enter, and waits; remove it: there is no argument against the question',
  ],
  [
    106,
    'rd.live.overlay=/dev/sdb1',
    'where /dev/sdb1 is missing, dracut 106 asks for Enter, and waits; remove it, or add rd.live.overlay.nouserconfirmprompt=1',
  ],
  [
    57,
    'rd.live.overlay.nouserconfirmprompt=1',
    'dracut 057 does not know it; remove rd.live.overlay=, about which the question would be',
  ],
  [
    110,
    'rd.live.overlay.readonly=1',
    'dracut 110 expects this under a misspelt name, and ignores it; write rd.overlay.readonly=1',
  ],
  [
    106,
    'rd.live.overlay.size=100',
    'the overlay over a flat image is a file system in RAM, which this does not change; remove it',
  ],
  [
    106,
    'rootflags=subvol=@',
    'dracut gives these options to the overlay, which does not know those of a disk; remove it',
  ],
  [106, 'panic=0', dead('stands still after a panic')],
  [106, 'rd.shell', dead('waits in a shell after a failure')],
  [106, 'rd.break=mount', dead('waits in a shell at the breakpoint')],
  [106, 'rd.emergency=poweroff', dead('goes off after a failure')],
  [
    106,
    'rd.retry=600',
    'the initramfs gives up after 300 s, before dracut has waited for its devices; set initramfs_timeout in /etc/livemode/livemode.yaml to more than rd.retry',
  ],
  [
    106,
    'rd.timeout=5',
    'dracut waits 3000 s for the device of a live root, whatever this says; set initramfs_timeout in /etc/livemode/livemode.yaml',
  ],
  [
    106,
    'rd.live.check',
    'a medium that fails its check is waited over for twelve hours; remove it: every block of the image is checked when it is read',
  ],
  [
    106,
    'rd.live.ram=1',
    'dracut 106 refuses the boot where the image leaves less than 1024 MiB of RAM, and where the initramfs has no stat; remove it: the image can stay on its disk',
  ],
  [
    60,
    'rd.live.ram=1',
    'dracut 060 refuses the boot where the image leaves less than 1024 MiB of RAM; remove it: the image can stay on its disk',
  ],
  [
    57,
    'rd.minmem=512',
    'dracut 057 does not know it; leave it out: nothing is refused for lack of memory',
  ],
  [
    106,
    'rd.writable.fsimg=1',
    'a flat image is copied into RAM by this, does not become writable, and may fill it; remove it: an overlay takes the changes',
  ],
  [106, 'rd.needsnet=1', 'dracut knows no such argument; write rd.neednet=1'],
  [
    106,
    'ip=dhcp',
    'with an image on a disk dracut does not bring up the network; add rd.neednet=1',
  ],
]

for (const [dracut, argument, text] of sentences) {
  test(`dracut ${dracut}: ${argument}`, t => {
    t.deepEqual(lint(dracut, `${disk} ${argument}`), [`${argument}: ${text}`])
  })
}

test('what belongs together is in order', t => {
  const inOrder = [
    'rd.live.overlay=/dev/sdb1 rd.live.overlay.nouserconfirmprompt=1',
    'rd.live.overlay=none',
    'rd.retry=600 upgrade.initramfs.timeout=900',
    'rd.timeout=5 upgrade.initramfs.timeout=5',
    'ip=dhcp rd.neednet=1',
    'panic=0 panic=10',
    'upgrade.autostart=0 panic=0 rd.shell rd.break rd.emergency=halt',
  ]
  for (const some of inOrder) t.deepEqual(lint(106, `${disk} ${some}`), [], some)
  t.deepEqual(lint(106, `${url} rd.retry=600`), [])
})

test('a downloaded image', t => {
  t.deepEqual(lint(106, `${url} rd.live.ram=1`), [
    'rd.live.ram=1: a downloaded image is in RAM already, and would be there twice; remove it',
  ])
  t.deepEqual(lint(106, 'root=live:https://192.0.2.1/live.ISO'), [
    'root=live:https://192.0.2.1/live.ISO: dracut takes what is called .iso for a disk, and looks for an image on it; give the image another name',
  ])
  t.deepEqual(lint(59, url, {networkHandler: 'systemd-networkd'}), [
    'root=live:http://192.0.2.1/live.img: dracut 059 never downloads an image where systemd-networkd makes the network; have NetworkManager or network-legacy in the initramfs',
  ])
})

test('several findings stand in the order of the command line, one for each name', t => {
  const findings = lint(106, `rd.timeout=1 rd.needsnet=1 ${disk} rd.timeout=2`)
  t.deepEqual(
    findings.map(text => text.split(':')[0]),
    ['rd.needsnet=1', 'rd.timeout=2'],
  )
})
