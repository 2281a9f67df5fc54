// An image is planned whole, and is named by everything that goes into it.
import {messages} from '@livemode/config'
import {places} from '@livemode/live'
import {targets} from '@livemode/userspace'
import test from 'ava'
import {inputWith, planWith} from '../test/planned.ts'
import {planImage} from './plan.ts'

const url = {
  url_to_load_squashfs_from: 'http://192.0.2.1/live-upgrade.img',
  dracut_network: 'ip=dhcp',
}
const everything = {
  setup_network_manager: true,
  setup_opensshd_with_auth_keys: '/root/.ssh/authorized_keys',
  capture_upgrade_strace_into: '/var/log/upgrade.strace',
  setup_passwordless_root: true,
  autostart_upgrade_after_reboot: false,
}
const authorizedKeys = 'ssh-ed25519 AAAA root@example\n'

// Node itself is a layer of its own.
const ownProgram = new RegExp(
  `^Exec\\w+=-?\\+?(?:${places.node} (?:--\\S+ )*)?(${places.library}/\\S+)`,
  'gm',
)

for (const [what, settings] of Object.entries({
  'the defaults': {},
  'everything that can be set': everything,
  'a URL': url,
})) {
  test(`${what}: files in their order, each once, and every unit that is wanted is there`, t => {
    const {files} = planWith(settings, {authorizedKeys})
    const paths = files.map(({path}) => path)
    t.deepEqual(paths, [...new Set(paths)].toSorted())
    t.deepEqual(messages.PrepareLiveImageTasks.parse({files}), {files: [...files]})

    const ofTheDistribution = ['/usr/lib/systemd/system/getty@.service']
    const wanted = files.flatMap(file =>
      file.type === 'symlink' && file.path.includes('.wants/') ? [file.target] : [],
    )
    t.true(wanted.length > 0)
    t.deepEqual(
      wanted.filter(path => !paths.includes(path) && !ofTheDistribution.includes(path)),
      [],
    )
    const started = files.flatMap(file =>
      file.type === 'file' && file.path.endsWith('.service')
        ? [...file.content.matchAll(ownProgram)]
        : [],
    )
    t.true(started.length > 0)
    for (const [, program = ''] of started) {
      t.is(files.find(({path}) => path === program)?.mode, '0755', program)
    }
  })
}

test('the same input gives the same plan', t => {
  t.deepEqual(planWith(structuredClone(everything)), planWith(everything))
})

test('everything that goes into the image is in its id', t => {
  const target = targets['debian-13']
  const {layers} = inputWith()
  const ids = [
    planWith(),
    planWith({setup_network_manager: true}),
    planWith({setup_passwordless_root: true}),
    planWith({autostart_upgrade_after_reboot: false}),
    planWith({additional_packages: ['vim']}),
    planWith({setup_opensshd_with_auth_keys: '/keys'}, {authorizedKeys}),
    planWith({setup_opensshd_with_auth_keys: '/keys'}, {authorizedKeys: `${authorizedKeys}#\n`}),
    planWith({}, {nodeVersion: 'v99.0.0'}),
    planWith({}, {target: {...target, title: 'Debian Thirteen'}}),
    planWith({}, {target: {...target, maskedUnits: []}}),
    planWith({}, {layers: {...layers, userspace: 'livemode/userspace:other'}}),
  ].map(({buildId}) => buildId)
  t.deepEqual([...new Set(ids)], ids)
  for (const id of ids) t.regex(id, /^[0-9a-f]{16}$/)
})

test('what does not go into the image is not', t => {
  const {buildId, initramfs} = planWith()
  t.is(planWith({dracut_network: 'ip=dhcp'}).buildId, buildId)
  t.is(planWith({squashfs_fullpath: '/srv/live.img'}).buildId, buildId)
  t.is(planWith(url).buildId, buildId)
  t.is(planWith({capture_upgrade_strace_into: '/x'}, {layers: inputWith().layers}).buildId, buildId)
  t.is(planWith({autostart_upgrade_after_reboot: false}).initramfs.layer, initramfs.layer)
})

test('the initramfs changes with the userspace', t => {
  const {layer} = planWith().initramfs
  t.regex(layer, /^livemode\/initramfs:[0-9a-f]{16}$/)
  t.not(planWith({additional_packages: ['vim']}).initramfs.layer, layer)
})

test('the Node that runs there is in the image, and not in the initramfs', t => {
  const {runtime, initramfs, files} = planWith()
  const other = planWith({}, {nodeVersion: 'v99.0.0'})
  t.regex(runtime.layer, /^livemode\/runtime:[0-9a-f]{16}$/)
  t.not(other.runtime.layer, runtime.layer)
  t.is(other.initramfs.layer, initramfs.layer)
  const program = files.find(({path}) => path === places.program)
  t.true(program?.type === 'file' && program.content.startsWith(`#!${places.node}\n`))
})

test('what devices need is in the initramfs where the configuration says so, and nowhere else', t => {
  const {initramfs, deviceSupport} = planWith({device_support: ['tpm2']})
  t.deepEqual(deviceSupport, ['tpm2'])
  t.deepEqual(initramfs.requiredModules, ['dmsquash-live', 'livenet', 'livemode', 'tpm2-tss'])
  t.true(initramfs.argv.includes('dmsquash-live livenet livemode tpm2-tss'))
  const plain = planWith()
  t.deepEqual(plain.initramfs.requiredModules, ['dmsquash-live', 'livenet', 'livemode'])
  t.not(plain.initramfs.layer, initramfs.layer)
})

test('where kernels have an HMAC, the initramfs has what holds them against it', t => {
  const input = inputWith()
  const {initramfs} = planImage({...input, target: {...input.target, kernelHmac: true}})
  t.deepEqual(initramfs.requiredModules, ['dmsquash-live', 'livenet', 'livemode', 'fips'])
})

test('the commands that make kernel, initramfs and image', t => {
  const {initramfs, squashfs} = planWith()
  t.deepEqual(initramfs.argv, [
    ...['dracut', '--force', '--reproducible', '--no-hostonly', '--no-hostonly-default-device'],
    ...['--lvmconf', '--mdadmconf', '--compress', 'zstd -3 -T0 -q'],
    ...[
      '--omit',
      'plymouth dash resume ifcfg earlykdump',
      '--add',
      'dmsquash-live livenet livemode',
    ],
    ...['--kver', 'KERNEL_VERSION', '/boot/initramfs-upgrade.x86_64.img'],
  ])
  t.deepEqual(squashfs.argv, [
    ...['mksquashfs', '-', '/live-upgrade.img', '-tar', '-noappend', '-no-progress'],
    ...['-quiet', '-comp', 'zstd', '-Xcompression-level', '1', '-mkfs-time', '0'],
    ...['-root-mode', '0755', '-root-time', '0'],
  ])
})

test('where the parts go', t => {
  const {artifacts, bootContent} = planWith({squashfs_fullpath: '/srv/live.img'})
  t.deepEqual(artifacts, {squashfs_path: '/srv/live.img'})
  t.deepEqual(bootContent, {
    kernel_path: '/boot/vmlinuz-upgrade.x86_64',
    initram_path: '/boot/initramfs-upgrade.x86_64.img',
    kernel_hmac_path: null,
  })
})
