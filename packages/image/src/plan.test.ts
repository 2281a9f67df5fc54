// An image is planned whole, and is named by everything that goes into it.
import {readdirSync} from 'node:fs'
import {messages} from '@livemode/config'
import {targets} from '@livemode/userspace'
import test from 'ava'
import {ifcfgParts} from './parts/network.ts'
import {contentOf, hostOf, inputWith, listFiles, planWith} from './planned.ts'

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

test('the source is where the image is, when that is the whole root file system', t => {
  const sourceRoot = (name: string, config = {}) =>
    planWith(config, {host: hostOf(name)}).sourceRoot
  t.is(sourceRoot('rhel-8-lvm'), '/run/initramfs/live')
  t.is(sourceRoot('debian-12-ext4'), '/run/initramfs/live')
  t.is(sourceRoot('rhel-8-lvm-var'), '/run/upgrade')
  t.is(sourceRoot('debian-12-btrfs'), '/run/upgrade')
  t.is(sourceRoot('rhel-8-lvm', {squashfs_fullpath: '/boot/live-upgrade.img'}), '/run/upgrade')
  t.is(sourceRoot('rhel-8-lvm-var', {squashfs_fullpath: '/live.img'}), '/run/initramfs/live')
  t.is(sourceRoot('debian-12-btrfs', {squashfs_fullpath: '/srv/live.img'}), '/run/upgrade')
  t.is(sourceRoot('rhel-8-lvm', url), '/run/upgrade')
})

test('the files of the defaults', t => {
  const {files} = planWith()
  const masked = targets['debian-13'].maskedUnits.map(
    unit => `/etc/systemd/system/${unit} symlink 0777 -> /dev/null`,
  )
  const units = '/usr/lib/systemd/system'
  const wants = '/etc/systemd/system/multi-user.target.wants'
  const getty = '/etc/systemd/system/getty.target.wants'
  const expected = [
    '/dev directory 0755',
    '/etc directory 0755',
    '/etc/fstab file 0644',
    '/etc/hostname file 0644',
    '/etc/hosts file 0644',
    '/etc/issue file 0644',
    '/etc/machine-id file 0444',
    '/etc/mdadm.conf file 0644',
    '/etc/motd file 0644',
    '/etc/systemd/journald.conf.d/50-livemode.conf file 0644',
    '/etc/systemd/logind.conf.d/50-livemode.conf file 0644',
    '/etc/systemd/system/NetworkManager-wait-online.service symlink 0777 -> /dev/null',
    '/etc/systemd/system/NetworkManager.service symlink 0777 -> /dev/null',
    '/etc/systemd/system/default.target symlink 0777 -> /usr/lib/systemd/system/multi-user.target',
    '/etc/systemd/system/getty@tty1.service symlink 0777 -> /dev/null',
    `${getty}/getty@tty2.service symlink 0777 -> ${units}/getty@.service`,
    `${getty}/getty@tty3.service symlink 0777 -> ${units}/getty@.service`,
    `${getty}/getty@tty4.service symlink 0777 -> ${units}/getty@.service`,
    `${wants}/console.service symlink 0777 -> ${units}/console.service`,
    `${wants}/machine-settings-crypttab.service symlink 0777 -> ${units}/machine-settings-crypttab.service`,
    `${wants}/machine-settings.service symlink 0777 -> ${units}/machine-settings.service`,
    `${wants}/upgrade-strace.service symlink 0777 -> ${units}/upgrade-strace.service`,
    `${wants}/upgrade.service symlink 0777 -> ${units}/upgrade.service`,
    '/sysroot symlink 0777 -> /run/initramfs/live',
    '/usr/bin/upgrade file 0755',
    '/usr/lib/livemode/build-id file 0644',
    '/usr/lib/livemode/engine file 0755',
    '/usr/lib/livemode/engine-name file 0644',
    '/usr/lib/livemode/first-console file 0755',
    '/usr/lib/livemode/source-cmdline file 0644',
    '/usr/lib/livemode/in-source file 0755',
    '/usr/lib/livemode/machine-settings file 0755',
    '/usr/lib/livemode/machine-settings-arrays file 0755',
    '/usr/lib/livemode/machine-settings-crypttab file 0755',
    '/usr/lib/livemode/machine-settings-host-name file 0755',
    '/usr/lib/livemode/machine-settings-interface-names file 0755',
    '/usr/lib/livemode/machine-settings-multipath file 0755',
    '/usr/lib/livemode/upgrade-strace file 0755',
    '/usr/lib/systemd/system-generators/livemode-serial-gettys-generator file 0755',
    '/usr/lib/tmpfiles.d/livemode.conf file 0644',
    `${units}/console.service file 0644`,
    `${units}/machine-settings-crypttab.service file 0644`,
    `${units}/machine-settings.service file 0644`,
    `${units}/machine-settings.service.d/50-livemode.conf file 0644`,
    `${units}/upgrade-strace.service file 0644`,
    `${units}/upgrade.service file 0644`,
  ]
  t.deepEqual(listFiles(files).toSorted(), [...expected, ...masked].toSorted())
})

test('the files that each setting adds and takes away', t => {
  const listed = listFiles(planWith().files)
  const changes = (settings: Parameters<typeof planWith>[0], more = {}) => {
    const others = listFiles(planWith(settings, more).files)
    return {
      added: others.filter(line => !listed.includes(line)),
      removed: listed.filter(line => !others.includes(line)),
    }
  }
  const {setup_network_manager, setup_opensshd_with_auth_keys, setup_passwordless_root} = everything
  t.deepEqual(changes({setup_network_manager}), {
    added: [
      '/etc/NetworkManager/conf.d/50-livemode.conf file 0644',
      '/etc/systemd/system/NetworkManager-wait-online.service.d/50-livemode.conf file 0644',
      '/etc/systemd/system/NetworkManager.service.wants/network-profiles.service symlink 0777 -> /usr/lib/systemd/system/network-profiles.service',
      '/usr/lib/livemode/ifcfg-to-keyfile file 0755',
      ...ifcfgParts.map(name => `/usr/lib/livemode/ifcfg/${name}.awk file 0644`),
      '/usr/lib/livemode/network-profiles file 0755',
      '/usr/lib/systemd/system/network-profiles.service file 0644',
    ],
    removed: [
      '/etc/systemd/system/NetworkManager-wait-online.service symlink 0777 -> /dev/null',
      '/etc/systemd/system/NetworkManager.service symlink 0777 -> /dev/null',
    ],
  })
  t.deepEqual(changes({setup_opensshd_with_auth_keys}, {authorizedKeys}), {
    added: [
      '/etc/ssh/sshd_config.d/00-livemode.conf file 0644',
      '/etc/systemd/system/ssh.service.d/50-livemode.conf file 0644',
      '/root/.ssh directory 0700',
      '/root/.ssh/authorized_keys file 0600',
      '/usr/lib/livemode/ssh-host-keys file 0755',
    ],
    removed: [],
  })
  t.deepEqual(changes({setup_passwordless_root}), {
    added: [
      '/etc/systemd/system/multi-user.target.wants/passwordless-root.service symlink 0777 -> /usr/lib/systemd/system/passwordless-root.service',
      '/usr/lib/systemd/system/passwordless-root.service file 0644',
    ],
    removed: [],
  })
  for (const settings of [
    {capture_upgrade_strace_into: '/var/log/upgrade.strace'},
    {autostart_upgrade_after_reboot: false},
  ]) {
    t.deepEqual(changes(settings), {added: [], removed: []})
  }
})

test('every part of the program for ifcfg files is in the image', t => {
  const present = readdirSync(new URL('../files/ifcfg/', import.meta.url))
  t.deepEqual(
    ifcfgParts.map(name => `${name}.awk`),
    present.toSorted(),
  )
})

test('what the files say', t => {
  const {buildId, files, fstab} = planWith(everything, {authorizedKeys})
  t.is(contentOf(files, '/etc/fstab'), fstab.text)
  t.is(contentOf(files, '/root/.ssh/authorized_keys'), authorizedKeys)
  t.is(contentOf(files, '/usr/lib/livemode/build-id'), `${buildId}\n`)
  t.is(contentOf(files, '/usr/lib/livemode/engine-name'), 'probe\n')
  t.is(contentOf(files, '/etc/machine-id'), '')
  t.is(contentOf(files, '/etc/hostname'), 'live-upgrade\n')
  t.is(
    contentOf(files, '/etc/systemd/system/ssh.service.d/50-livemode.conf'),
    '[Unit]\nAfter=run-upgrade.mount\n\n[Service]\nExecStartPre=\nExecStartPre=/usr/lib/livemode/ssh-host-keys\n',
  )
  t.is(
    contentOf(files, '/etc/NetworkManager/conf.d/50-livemode.conf'),
    '[connectivity]\nenabled=false\n',
  )
  t.is(
    contentOf(files, '/etc/systemd/system/NetworkManager-wait-online.service.d/50-livemode.conf'),
    '[Service]\nEnvironment=NM_ONLINE_TIMEOUT=30\n',
  )
})

test("the source's kernel command line is kept as it is", t => {
  const host = {
    ...hostOf('rhel-8-lvm'),
    kernelCmdline: 'ro a="b c" @x@ & \\1 $HOME `id` %s \'q\' ü',
  }
  const {files} = planWith({}, {host})
  t.is(contentOf(files, '/usr/lib/livemode/source-cmdline'), `${host.kernelCmdline}\n`)
})

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
        ? [...file.content.matchAll(/^Exec\w+=(\/usr\/(?:bin\/upgrade|lib\/livemode\/\S+))/gm)]
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
  const host = hostOf('rhel-8-lvm')
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
    planWith({}, {host: {...host, fstab: `${host.fstab}/dev/sdb1 /srv ext4 defaults 0 0\n`}}),
    planWith({}, {target: {...target, title: 'Debian Thirteen'}}),
    planWith({}, {target: {...target, maskedUnits: []}}),
    planWith({}, {layers: {...layers, userspace: 'livemode/userspace:other'}}),
    planWith(url),
  ].map(({buildId}) => buildId)
  t.deepEqual([...new Set(ids)], ids)
  for (const id of ids) t.regex(id, /^[0-9a-f]{16}$/)
})

test('what does not go into the image is not', t => {
  const {buildId, initramfs} = planWith()
  t.is(planWith({dracut_network: 'ip=dhcp'}).buildId, buildId)
  t.is(planWith({squashfs_fullpath: '/srv/live.img'}).buildId, buildId)
  t.is(planWith({autostart_upgrade_after_reboot: false}).initramfs.layer, initramfs.layer)
})

test('the initramfs changes with the userspace', t => {
  const {layer} = planWith().initramfs
  t.regex(layer, /^livemode\/initramfs:[0-9a-f]{16}$/)
  t.not(planWith({additional_packages: ['vim']}).initramfs.layer, layer)
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
