// What the whole plan promises, whatever the image and the boot entry are made of.
import {type Config, defaultConfig, messages} from '@livemode/config'
import {fixture} from '@livemode/fixtures'
import {type Host, parseFstab, parseHost} from '@livemode/host'
import {targets} from '@livemode/userspace'
import test from 'ava'
import {planInstalledFiles} from './installed-files.ts'
import {planUpgrade, printedPlan} from './upgrade-plan.ts'

const readHost = (name: string) => parseHost(fixture(`hosts/${name}.json`), {file: name})
const plan = (host: Host, config: Partial<Config> = {}) =>
  planUpgrade({
    config: {...defaultConfig, ...config},
    host,
    target: targets['debian-13'],
    enabled: true,
    authorizedKeys: null,
  })

test('of a root on LVM, what belongs to it goes, the crash kernel stays, and LVM comes up', t => {
  const kernelCmdline =
    'root=/dev/mapper/rhel-root ro crashkernel=auto rd.lvm.lv=rhel/root rd.lvm.lv=rhel/swap rhgb quiet'
  const {bootEntry} = plan({...readHost('rhel-8-lvm'), kernelCmdline})
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
  const {image, bootEntry} = plan(readHost('rhel-8-lvm-var'))
  const words = bootEntry.cmdline.split(' ')
  t.true(words.includes('root=live:UUID=9e02c6b7-5d14-47f3-bb0a-2c8f51d3a6e4'))
  t.true(words.includes('rd.live.dir=/lib/leapp'))
  t.true(words.includes('rd.live.squashimg=live-upgrade.img'))
  t.is(image.sourceRoot, '/run/upgrade')
  t.deepEqual(
    parseFstab(image.fstab.text, {file: 'fstab'}).map(({spec, file}) => `${spec} ${file}`),
    [
      '/dev/mapper/rhel-root /run/upgrade',
      '/dev/mapper/rhel-var /run/upgrade/var',
      'UUID=5b6ba0c3-6e4f-4d0b-9a1e-0b1f2f6c7d11 /run/upgrade/boot',
      '/dev/mapper/rhel-swap none',
    ],
  )
})

test('the HMAC of a kernel lies beside it, wherever the boot loader wants it', t => {
  const input = {
    config: defaultConfig,
    host: readHost('debian-12-ext4'),
    target: {...targets['debian-13'], kernelHmac: true},
    enabled: true,
    authorizedKeys: null,
  }
  const signed = planUpgrade(input)
  t.is(signed.bootEntry.kernel, '/boot/livemode/vmlinuz-upgrade.x86_64')
  const path = '/boot/livemode/.vmlinuz-upgrade.x86_64.hmac'
  t.is(signed.messages.BootContent.kernel_hmac_path, path)

  const artifact = {size: 1, sha256: '0'}
  const manifest = {
    artifacts: {
      'vmlinuz-upgrade.x86_64': artifact,
      '.vmlinuz-upgrade.x86_64.hmac': artifact,
      'initramfs-upgrade.x86_64.img': artifact,
      'live-upgrade.img': artifact,
    },
  }
  t.deepEqual(planInstalledFiles({out: '/out', manifest, plan: signed, config: defaultConfig})[1], {
    from: '/out/.vmlinuz-upgrade.x86_64.hmac',
    to: path,
    ...artifact,
  })
})

test('a plan depends on nothing but its input', t => {
  const host = readHost('debian-12-btrfs')
  t.deepEqual(plan(host), plan(structuredClone(host)))
})

test('the printed plan has the shape that others rely on', t => {
  const printed = JSON.parse(JSON.stringify(printedPlan(plan(readHost('rhel-8-lvm')))))
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
  const {files} = printed
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
