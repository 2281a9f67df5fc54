// The files of the live system: a target and a configuration decide them, and nothing else.
import {type Config, defaultConfig} from '@livemode/config'
import {contentOf, listFiles} from '@livemode/fixtures'
import test from 'ava'
import {type LiveImageInput, planLiveFiles, planNamingFiles} from './live-image.ts'

const target = {
  id: 'debian-13',
  title: 'Debian 13',
  sshdUnit: 'ssh.service',
  maskedUnits: ['apt-daily.timer'],
}
const authorizedKeys = 'ssh-ed25519 AAAA root@example\n'

const inputWith = (
  settings: Partial<Config> = {},
  more: Partial<LiveImageInput> = {},
): LiveImageInput => ({
  config: {...defaultConfig, ...settings},
  target,
  engines: ['probe'],
  authorizedKeys: null,
  ...more,
})

const filesWith = (...input: Parameters<typeof inputWith>) => planLiveFiles(inputWith(...input))

const units = '/usr/lib/systemd/system'
const wants = '/etc/systemd/system/multi-user.target.wants'
const getty = '/etc/systemd/system/getty.target.wants'

test('the files of the defaults', t => {
  const expected = [
    '/etc/mdadm.conf file 0644',
    '/etc/mdadm/mdadm.conf symlink 0777 -> /etc/mdadm.conf',
    '/etc/sysctl.d/50-livemode.conf file 0644',
    '/etc/systemd/journald.conf.d/50-livemode.conf file 0644',
    '/etc/systemd/logind.conf.d/50-livemode.conf file 0644',
    '/etc/systemd/system.conf.d/50-livemode.conf file 0644',
    '/etc/systemd/system/NetworkManager-wait-online.service symlink 0777 -> /dev/null',
    '/etc/systemd/system/NetworkManager.service symlink 0777 -> /dev/null',
    '/etc/systemd/system/apt-daily.timer symlink 0777 -> /dev/null',
    '/etc/systemd/system/default.target symlink 0777 -> /usr/lib/systemd/system/multi-user.target',
    '/etc/systemd/system/emergency.service.d/50-livemode.conf file 0644',
    '/etc/systemd/system/getty@tty1.service symlink 0777 -> /dev/null',
    '/etc/systemd/system/rescue.service.d/50-livemode.conf file 0644',
    `/etc/systemd/system/sysinit.target.wants/upgrade-limit.timer symlink 0777 -> ${units}/upgrade-limit.timer`,
    `${getty}/getty@tty2.service symlink 0777 -> ${units}/getty@.service`,
    `${getty}/getty@tty3.service symlink 0777 -> ${units}/getty@.service`,
    `${getty}/getty@tty4.service symlink 0777 -> ${units}/getty@.service`,
    ...[
      'console',
      'machine-settings',
      'machine-settings-crypttab',
      'upgrade',
      'upgrade-strace',
    ].flatMap(name => [
      `${units}/${name}.service file 0644`,
      `${wants}/${name}.service symlink 0777 -> ${units}/${name}.service`,
    ]),
    `${units}/upgrade-ended.service file 0644`,
    `${units}/upgrade-limit.service file 0644`,
    `${units}/upgrade-limit.timer file 0644`,
    '/usr/bin/rollback file 0755',
    '/usr/bin/upgrade file 0755',
    '/usr/lib/livemode/exchange file 0755',
    '/usr/lib/livemode/engines/probe.mjs file 0644',
    '/usr/lib/livemode/first-boot file 0755',
    '/usr/lib/livemode/first-boot-limit file 0755',
    '/usr/lib/livemode/first-console file 0755',
    '/usr/lib/livemode/livemode-first-boot-limit.service file 0644',
    '/usr/lib/livemode/livemode-first-boot.service file 0644',
    '/usr/lib/livemode/in-source-root file 0755',
    '/usr/lib/livemode/live.mjs file 0755',
    '/usr/lib/livemode/upgrade-asked file 0755',
    '/usr/lib/systemd/system-generators/livemode-serial-gettys-generator file 0755',
    '/usr/lib/tmpfiles.d/livemode.conf file 0644',
  ]
  t.deepEqual(listFiles(filesWith()).toSorted(), expected.toSorted())
})

test('the files that each setting adds and takes away', t => {
  const listed = listFiles(filesWith())
  const changes = (...input: Parameters<typeof inputWith>) => {
    const others = listFiles(filesWith(...input))
    return {
      added: others.filter(line => !listed.includes(line)).toSorted(),
      removed: listed.filter(line => !others.includes(line)).toSorted(),
    }
  }
  t.deepEqual(changes({setup_network_manager: true}), {
    added: [
      '/etc/NetworkManager/conf.d/50-livemode.conf file 0644',
      '/etc/systemd/system/NetworkManager-wait-online.service.d/50-livemode.conf file 0644',
      `/etc/systemd/system/NetworkManager.service.wants/network-profiles.service symlink 0777 -> ${units}/network-profiles.service`,
      `${units}/network-profiles.service file 0644`,
    ],
    removed: [
      '/etc/systemd/system/NetworkManager-wait-online.service symlink 0777 -> /dev/null',
      '/etc/systemd/system/NetworkManager.service symlink 0777 -> /dev/null',
    ],
  })
  t.deepEqual(changes({setup_opensshd_with_auth_keys: '/keys'}, {authorizedKeys}), {
    added: [
      '/etc/ssh/sshd_config.d/00-livemode.conf file 0644',
      '/etc/systemd/system/ssh.service.d/50-livemode.conf file 0644',
      '/root/.ssh directory 0700',
      '/root/.ssh/authorized_keys file 0600',
    ],
    removed: [],
  })
  t.deepEqual(changes({setup_passwordless_root: true}), {
    added: [
      `${wants}/passwordless-root.service symlink 0777 -> ${units}/passwordless-root.service`,
      `${units}/passwordless-root.service file 0644`,
    ],
    removed: [],
  })
  const ofSystemd = '/etc/systemd/system'
  t.deepEqual(changes({device_support: ['iscsi']}), {
    added: [
      ...['ifaces', 'nodes', 'send_targets'].flatMap(name => [
        `/etc/iscsi/${name} symlink 0777 -> /var/lib/iscsi/${name}`,
        `/var/lib/iscsi/${name} directory 0700`,
      ]),
      '/etc/iscsi/initiatorname.iscsi file 0600',
      `${ofSystemd}/iscsid.service.d/50-livemode.conf file 0644`,
      `${ofSystemd}/open-iscsi.service.d/50-livemode.conf file 0644`,
      `${ofSystemd}/open-iscsi.service.d/60-livemode.conf file 0644`,
    ].toSorted(),
    removed: [],
  })
  for (const settings of [
    {device_support: ['tpm2', 'clevis'] as const},
    {capture_upgrade_strace_into: '/var/log/upgrade.strace'},
    {autostart_upgrade_after_reboot: false},
    {url_to_load_squashfs_from: 'http://192.0.2.1/x.img', dracut_network: 'ip=dhcp'},
  ]) {
    t.deepEqual(changes(settings), {added: [], removed: []})
  }
})

test('what the files say', t => {
  const settings = {
    setup_opensshd_with_auth_keys: '/keys',
    setup_network_manager: true,
    device_support: ['iscsi'],
  } satisfies Partial<Config>
  const files = filesWith(settings, {authorizedKeys})
  t.is(contentOf(files, '/root/.ssh/authorized_keys'), authorizedKeys)
  t.is(
    contentOf(files, '/etc/systemd/system/ssh.service.d/50-livemode.conf'),
    '[Unit]\nAfter=run-upgrade.mount\n\n[Service]\nExecStartPre=\nExecStartPre=/usr/lib/livemode/live.mjs ssh-host-keys\n',
  )
  t.is(
    contentOf(files, '/etc/NetworkManager/conf.d/50-livemode.conf'),
    '[connectivity]\nenabled=false\n',
  )
  t.is(
    contentOf(files, '/etc/systemd/system/NetworkManager-wait-online.service.d/50-livemode.conf'),
    '[Service]\nEnvironment=NM_ONLINE_TIMEOUT=30\n',
  )
  t.is(
    contentOf(files, '/etc/systemd/system.conf.d/50-livemode.conf'),
    '[Manager]\nDefaultDeviceTimeoutSec=300\n',
  )
  t.regex(contentOf(files, `${units}/upgrade-limit.timer`), /^OnActiveSec=1800$/m)
  // Nobody's name, and nothing that takes a disk away from under the image.
  t.is(contentOf(files, '/etc/iscsi/initiatorname.iscsi'), 'GenerateName=yes\n')
  for (const unit of ['iscsid', 'open-iscsi']) {
    t.is(
      contentOf(files, `/etc/systemd/system/${unit}.service.d/50-livemode.conf`),
      '[Unit]\nAfter=machine-settings.service\n',
    )
  }
  t.is(
    contentOf(files, '/etc/systemd/system/open-iscsi.service.d/60-livemode.conf'),
    '[Service]\nExecStop=\n',
  )
})

test('which image it is, and whether anybody can log in', t => {
  const namedWith = (settings: Partial<Config>) => planNamingFiles(inputWith(settings), '0123')
  const files = namedWith({})
  t.is(contentOf(files, '/usr/lib/livemode/build-id'), '0123\n')
  t.is(contentOf(files, '/etc/machine-id'), '')
  t.is(contentOf(files, '/etc/hostname'), 'live-upgrade\n')
  const factsOf = (settings: Partial<Config>) =>
    JSON.parse(contentOf(namedWith(settings), '/usr/lib/livemode/image.json'))
  t.deepEqual(factsOf({}), {
    version: 1,
    buildId: '0123',
    target: {id: 'debian-13', title: 'Debian 13'},
    engines: ['probe'],
    deviceSupport: [],
    canLogIn: false,
  })
  t.deepEqual(factsOf({device_support: ['tpm2']}).deviceSupport, ['tpm2'])
  t.true(factsOf({setup_passwordless_root: true}).canLogIn)
  t.true(factsOf({setup_opensshd_with_auth_keys: '/keys'}).canLogIn)
})
