// What the whole plan promises, whatever the image and the boot entry are made of.
import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {file, messages} from '@livemode/config'
import {type Host, parseFstab} from '@livemode/host'
import {artifactNames} from '@livemode/image'
import {makeHostKey} from '@livemode/live'
import {targets} from '@livemode/userspace'
import test from 'ava'
import fc from 'fast-check'
import {planFor, readHost} from '../test/planned.ts'
import {planInstalledFiles, readKernelHmac} from './installed-files.ts'
import {printedPlan} from './upgrade-plan.ts'

test('of a root on LVM, what belongs to it goes, the crash kernel stays, and LVM comes up', t => {
  const kernelCmdline =
    'root=/dev/mapper/rhel-root ro crashkernel=auto rd.lvm.lv=rhel/root rd.lvm.lv=rhel/swap rhgb quiet'
  const {bootEntry} = planFor({...readHost('rhel-8-lvm'), kernelCmdline})
  t.deepEqual(bootEntry.arguments.remove, [
    'root=/dev/mapper/rhel-root',
    'ro',
    'rd.lvm.lv=rhel/root',
    'rd.lvm.lv=rhel/swap',
    'rhgb',
    'quiet',
  ])
  const words = bootEntry.cmdline.split(' ')
  t.true(words.includes('crashkernel=auto'))
  t.true(words.includes('rd.lvm.vg=rhel'))
  t.deepEqual(
    words.filter(word => bootEntry.arguments.remove.includes(word)),
    [],
  )
})

test('an image on a /var of its own is found there, and the source is mounted beside it', t => {
  const {machine, bootEntry} = planFor(readHost('rhel-8-lvm-var'))
  const words = bootEntry.cmdline.split(' ')
  t.true(words.includes('root=live:UUID=9e02c6b7-5d14-47f3-bb0a-2c8f51d3a6e4'))
  t.true(words.includes('rd.live.dir=/lib/leapp'))
  t.true(words.includes('rd.live.squashimg=live-upgrade.img'))
  t.is(machine.sourceRoot, '/run/upgrade')
  t.deepEqual(
    parseFstab(machine.fstab.text, {file: 'fstab'}).map(({spec, file}) => `${spec} ${file}`),
    [
      '/dev/mapper/rhel-root /run/upgrade',
      '/dev/mapper/rhel-var /run/upgrade/var',
      'UUID=5b6ba0c3-6e4f-4d0b-9a1e-0b1f2f6c7d11 /run/upgrade/boot',
      '/dev/mapper/rhel-swap none',
    ],
  )
})

const artifact = {size: 1, sha256: '0'}
const manifest = {
  artifacts: {
    'vmlinuz-upgrade.x86_64': artifact,
    '.vmlinuz-upgrade.x86_64.hmac': artifact,
    'initramfs-upgrade.x86_64.img': artifact,
    'live-upgrade.img': artifact,
  },
}

test('the HMAC of a kernel lies beside it, wherever the boot loader wants it, and names it', async t => {
  const host = readHost('debian-12-ext4')
  const target = {...targets['debian-13'], kernelHmac: true}
  const signed = planFor(host, {}, {target})
  t.is(signed.bootEntry.kernel, '/boot/livemode/livemode-vmlinuz')
  const path = '/boot/livemode/.livemode-vmlinuz.hmac'
  t.is(signed.messages.BootContent.kernel_hmac_path, path)
  const out = await mkdtemp(join(tmpdir(), 'livemode-hmac-'))
  t.teardown(() => rm(out, {recursive: true}))
  const sum = '0123456789abcdef'.repeat(8)
  await writeFile(join(out, artifactNames.kernelHmac), `${sum}  ${artifactNames.kernel}\n`)
  const {kernel} = signed.bootEntry
  t.deepEqual(await readKernelHmac(out, {manifest, kernel}), [
    {path, mode: 0o600, content: `${sum}  livemode-vmlinuz\n`},
  ])
  const {[artifactNames.kernelHmac]: _, ...artifacts} = manifest.artifacts
  t.deepEqual(await readKernelHmac(out, {manifest: {artifacts}, kernel}), [])
})

test('nothing has a name in /boot that Leapp removes, or that is a kernel of the source’s there', t => {
  const {bootEntry, messages} = planFor(readHost('rhel-8-fips'), {}, {target: targets['el-9']})
  t.is(bootEntry.kernel, '/boot/livemode-vmlinuz')
  t.deepEqual(messages.BootContent, {
    kernel_path: '/boot/livemode-vmlinuz',
    initram_path: '/boot/livemode-initramfs.img',
    kernel_hmac_path: '/boot/.livemode-vmlinuz.hmac',
  })
})

test("the machine's part follows the initramfs, at a multiple of four bytes", t => {
  const host = readHost('debian-12-ext4')
  const files = planInstalledFiles({out: '/out', manifest, plan: planFor(host)})
  const appended = files.flatMap(file => (file.appended ? [file] : []))
  t.deepEqual(
    appended.map(({to}) => to),
    ['/boot/livemode/livemode-initramfs.img'],
  )
  const text = appended[0]?.appended?.toString('latin1') ?? ''
  t.true(text.startsWith(`${'\0'.repeat(3)}070701`))
  t.true(text.includes('machine-part/etc/livemode/machine.json'))
})

test('a host key is behind the initramfs, for that alone, and nowhere in the plan', t => {
  const plan = planFor(readHost('debian-12-luks'), {
    passphrase_timeout: 60,
    dracut_network: 'ip=dhcp',
  })
  const hostKey = makeHostKey()
  const files = planInstalledFiles({out: '/out', manifest, plan, hostKey})
  const [text] = files.flatMap(file => file.appended?.toString('latin1') ?? [])
  t.true(text?.includes(`0etc/livemode-sshd/host_key\0`) && text.includes(hostKey.pem))
  t.false(text?.includes('machine-part/etc/livemode-sshd'))
  t.false(JSON.stringify(plan).includes('PRIVATE KEY'))
})

test('what the initramfs logs in to iSCSI targets with is behind it too, for that alone', t => {
  const files = planInstalledFiles({
    out: '/out',
    manifest,
    plan: planFor(readHost('debian-12-ext4')),
    iscsiLogins: [file('/etc/livemode-iscsi/logins', 'iqn.x 10.0.0.1:3260\n', '0600')],
  })
  const [text] = files.flatMap(({appended}) => appended?.toString('latin1') ?? [])
  t.true(text?.includes('0etc/livemode-iscsi/logins\0'))
  t.false(text?.includes('machine-part/etc/livemode-iscsi'))
})

test('an image that is booted from a URL stays where it is', t => {
  const host = readHost('debian-12-ext4')
  const url = {
    url_to_load_squashfs_from: 'http://192.0.2.1/live-upgrade.img',
    dracut_network: 'ip=dhcp',
  }
  const files = planInstalledFiles({out: '/out', manifest, plan: planFor(host, url)})
  t.false(files.some(({from}) => from === '/out/live-upgrade.img'))
})

test('a plan depends on nothing but its input', t => {
  const host = readHost('debian-12-btrfs')
  t.deepEqual(planFor(host), planFor(structuredClone(host)))
})

const hosts = [
  'debian-12-bind',
  'debian-12-btrfs',
  'debian-12-ext4',
  'debian-12-luks',
  'rhel-8-lvm',
  'rhel-8-lvm-var',
  'rhel-8-md-raid',
  'rhel-8-multipath',
].map(readHost)

const kernelWords = [
  'root=/dev/sda1',
  'ro',
  'quiet',
  'nomodeset',
  'console=ttyS0',
  'a.b=1',
  'single',
]

/** Hosts of which each field is that of any of the others, or something else altogether. */
const anyHost: fc.Arbitrary<Host> = fc
  .record({
    disk: fc.constantFrom(...hosts),
    other: fc.constantFrom(...hosts),
    kernelCmdline: fc.array(fc.constantFrom(...kernelWords)).map(words => words.join(' ')),
    firmware: fc.constantFrom('bios', 'uefi'),
    loader: fc.constantFrom('grubby', 'systemd-boot', 'grub'),
    memoryBytes: fc.nat(),
    architecture: fc.constantFrom('x86_64', 'aarch64'),
    crypttab: fc.string(),
    space: fc.dictionary(fc.constantFrom('/', '/boot', '/var'), fc.record({available: fc.nat()})),
  })
  .map(({disk, other, ...fields}) => ({...disk, os: other.os, ...fields}))

test('no field of a host changes any layer or the build id, or a byte of the image', t => {
  const expected = planFor(readHost('debian-12-ext4'))
  fc.assert(
    fc.property(anyHost, host => {
      const plan = planFor(host)
      t.deepEqual(plan.image, expected.image)
      t.deepEqual(plan.layers, expected.layers)
      t.deepEqual(plan.requirements, expected.requirements)
    }),
    {numRuns: 100},
  )
})

test('two very different hosts plan the same image, and a part of their own each', t => {
  const [one, other] = ['rhel-8-lvm-var', 'debian-12-btrfs'].map(name => planFor(readHost(name)))
  t.deepEqual(one?.image, other?.image)
  t.notDeepEqual(one?.machine.files, other?.machine.files)
})

test('the printed plan has the shape that others rely on', t => {
  const printed = JSON.parse(JSON.stringify(printedPlan(planFor(readHost('rhel-8-lvm')))))
  t.deepEqual(Object.keys(printed), ['messages', 'files', 'initramfs', 'squashfs', 'bootEntry'])
  t.deepEqual(Object.keys(printed.messages), [
    'LiveModeConfigFacts',
    'UsedTargetRepositories',
    'LiveModeRequirementsTasks',
    'BootContent',
    'LiveModeArtifacts',
  ])
  for (const [name, message] of Object.entries(printed.messages)) {
    t.deepEqual(messages[name as keyof typeof messages].parse(message), message, name)
  }
  const files = printed.files.map(({part, ...file}: {part: string}) => {
    t.true(part === 'image' || part === 'machine')
    return file
  })
  t.deepEqual(messages.PrepareLiveImageTasks.parse({files}), {files})
  t.deepEqual(Object.keys(printed.initramfs), ['argv'])
  t.deepEqual(Object.keys(printed.squashfs), ['argv'])
  t.deepEqual(Object.keys(printed.bootEntry), [
    'loader',
    'title',
    'kernel',
    'initramfs',
    'arguments',
    'cmdline',
    'steps',
  ])
  t.deepEqual(Object.keys(printed.bootEntry.arguments), ['add', 'remove'])
})
