// livemode.yaml is read with all its defaults, and refused with the place of everything wrong in it.
import test from 'ava'
import {type Config, defaultConfig, LivemodeError, parseConfig, settingNames} from './index.ts'

const file = 'livemode.yaml'
const parse = (text: string) => parseConfig(text, {file})

const defaults: Config = {
  url_to_load_squashfs_from: null,
  squashfs_fullpath: '/var/lib/leapp/live-upgrade.img',
  dracut_network: null,
  setup_network_manager: false,
  additional_packages: [],
  autostart_upgrade_after_reboot: true,
  setup_opensshd_with_auth_keys: null,
  capture_upgrade_strace_into: null,
  setup_passwordless_root: false,
  initramfs_timeout: null,
  passphrase_timeout: null,
  device_support: [],
  hook_timeout: 600,
  script_timeout: 1800,
  snapshot: 'auto',
  mirror: null,
  security_mirror: null,
  repositories: [],
  http_proxy: null,
  ca_certificates: null,
  apt_auth: null,
  third_party_sources: [],
}

for (const text of ['', '# nothing is set\n', '---\n', '{}']) {
  test(`${JSON.stringify(text)} is the defaults`, t => t.deepEqual(parse(text), defaults))
}

test('the defaults boot locally', t => t.deepEqual(defaultConfig, defaults))

test('all settings', t => {
  const text = `
url_to_load_squashfs_from: http://192.0.2.1/live.img
squashfs_fullpath: /srv/live.img
dracut_network: ip=dhcp
setup_network_manager: true
additional_packages: [vim-enhanced, "libstdc++"]
autostart_upgrade_after_reboot: false
setup_opensshd_with_auth_keys: /root/.ssh/authorized_keys
capture_upgrade_strace_into: /var/log/upgrade.strace
setup_passwordless_root: true
initramfs_timeout: 900
passphrase_timeout: 600
device_support: [tpm2]
script_timeout: 60
snapshot: required
mirror: https://mirror.example.org/debian/
security_mirror: file:/srv/debian-security
http_proxy: http://proxy.example.org:3128
ca_certificates: /etc/ssl/company.pem
apt_auth: /etc/livemode/auth.conf
third_party_sources:
  - {uri: https://packages.example.org/, action: map, suites: [trixie], signed_by: /etc/key.asc}
  - {uri: "*", action: disable}
`
  const config = parse(text)
  t.deepEqual(config, {
    url_to_load_squashfs_from: 'http://192.0.2.1/live.img',
    squashfs_fullpath: '/srv/live.img',
    dracut_network: 'ip=dhcp',
    setup_network_manager: true,
    additional_packages: ['vim-enhanced', 'libstdc++'],
    autostart_upgrade_after_reboot: false,
    setup_opensshd_with_auth_keys: '/root/.ssh/authorized_keys',
    capture_upgrade_strace_into: '/var/log/upgrade.strace',
    setup_passwordless_root: true,
    initramfs_timeout: 900,
    passphrase_timeout: 600,
    device_support: ['tpm2'],
    hook_timeout: 600,
    script_timeout: 60,
    snapshot: 'required',
    mirror: 'https://mirror.example.org/debian/',
    security_mirror: 'file:/srv/debian-security',
    repositories: [],
    http_proxy: 'http://proxy.example.org:3128',
    ca_certificates: '/etc/ssl/company.pem',
    apt_auth: '/etc/livemode/auth.conf',
    third_party_sources: [
      {
        uri: 'https://packages.example.org/',
        action: 'map',
        suites: ['trixie'],
        signed_by: '/etc/key.asc',
      },
      {uri: '*', action: 'disable'},
    ],
  })
  t.deepEqual(Object.keys(config), settingNames)
})

test('packages may be one string', t => {
  t.deepEqual(parse('additional_packages: "vim, strace,,tmux "').additional_packages, [
    'vim',
    'strace',
    'tmux',
  ])
  t.deepEqual(parse('additional_packages: ""').additional_packages, [])
})

test('the longest path', t => {
  const path = `${'/a'.repeat(2046)}/ab`
  t.is(path.length, 4095)
  t.is(parseConfig(`squashfs_fullpath: ${path}\n`, {file: 'a'}).squashfs_fullpath, path)
})

test('seconds, from the least to the most, and none', t => {
  const parsed = ['1', '86400', '~', ''].map(
    text => parse(`initramfs_timeout: ${text}\n`).initramfs_timeout,
  )
  t.deepEqual(parsed, [1, 86400, null, null])
})

const allSettings =
  'url_to_load_squashfs_from, squashfs_fullpath, dracut_network, setup_network_manager, additional_packages, autostart_upgrade_after_reboot, setup_opensshd_with_auth_keys, capture_upgrade_strace_into, setup_passwordless_root, initramfs_timeout, passphrase_timeout, device_support, hook_timeout, script_timeout, snapshot, mirror, security_mirror, repositories, http_proxy, ca_certificates, apt_auth, third_party_sources'

const refusals: Readonly<Record<string, {text: string; message: readonly string[]}>> = {
  'a support that there is not': {
    text: 'device_support: [tpm2, tpm1]\n',
    message: [
      'livemode.yaml:1:24: device_support: must be one of tpm2, clevis, iscsi, not the string "tpm1"',
      '    device_support: [tpm2, tpm1]',
      '                           ^',
    ],
  },
  'a support that is named twice': {
    text: 'device_support: [tpm2, tpm2]\n',
    message: [
      'livemode.yaml:1:17: device_support: must name each once',
      '    device_support: [tpm2, tpm2]',
      '                    ^',
    ],
  },
  'a relative path': {
    text: 'squashfs_fullpath: live.img\n',
    message: [
      'livemode.yaml:1:20: squashfs_fullpath: must be the absolute path of a file, not the string "live.img"',
      '    squashfs_fullpath: live.img',
      '                       ^',
    ],
  },
  'the path of a folder': {
    text: '\nsquashfs_fullpath:   /srv/\n',
    message: [
      'livemode.yaml:2:22: squashfs_fullpath: must be the absolute path of a file, not the string "/srv/"',
      '    squashfs_fullpath:   /srv/',
      '                         ^',
    ],
  },
  'a path that is a number': {
    text: 'setup_opensshd_with_auth_keys: 1',
    message: [
      'livemode.yaml:1:32: setup_opensshd_with_auth_keys: must be an absolute path, not the number 1',
      '    setup_opensshd_with_auth_keys: 1',
      '                                   ^',
    ],
  },
  'a word for a truth value': {
    text: 'setup_passwordless_root: yes\n',
    message: [
      'livemode.yaml:1:26: setup_passwordless_root: must be true or false, not yes, which is true in YAML 1.1 and the string "yes" in YAML 1.2',
      '    setup_passwordless_root: yes',
      '                             ^',
    ],
  },
  'a quoted truth value, with the caret at the quote': {
    text: "setup_network_manager: 'true'\n",
    message: [
      'livemode.yaml:1:24: setup_network_manager: must be true or false, not the string "true"',
      "    setup_network_manager: 'true'",
      '                           ^',
    ],
  },
  'no value where one is needed': {
    text: 'squashfs_fullpath:\n',
    message: [
      'livemode.yaml:1:1: squashfs_fullpath: must be an absolute path, not an empty value',
      '    squashfs_fullpath:',
      '    ^',
    ],
  },
  'an empty text': {
    text: 'dracut_network: ""\n',
    message: [
      'livemode.yaml:1:17: dracut_network: must be a text that is not empty, not the string ""',
      '    dracut_network: ""',
      '                    ^',
    ],
  },
  'a mapping for a text': {
    text: 'dracut_network: {ip: dhcp}\n',
    message: [
      'livemode.yaml:1:17: dracut_network: must be a text, not a mapping',
      '    dracut_network: {ip: dhcp}',
      '                    ^',
    ],
  },
  'packages that are no list': {
    text: 'additional_packages: 5\n',
    message: [
      'livemode.yaml:1:22: additional_packages: must be a list of package names, or one string "a,b,c", not the number 5',
      '    additional_packages: 5',
      '                         ^',
    ],
  },
  'a package name that would be an option or two words': {
    text: 'additional_packages: [vim, -y, "a b"]\n',
    message: [
      'livemode.yaml:1:28: additional_packages: must be a package name, not the string "-y"',
      '    additional_packages: [vim, -y, "a b"]',
      '                               ^',
      'livemode.yaml:1:32: additional_packages: must be a package name, not the string "a b"',
      '    additional_packages: [vim, -y, "a b"]',
      '                                   ^',
    ],
  },
  'a package name that apt reads as a removal': {
    text: 'additional_packages: vim,linux-image-amd64-\n',
    message: [
      'livemode.yaml:1:26: additional_packages: must be a package name, and apt-get(8) reads linux-image-amd64- as a removal',
      '    additional_packages: vim,linux-image-amd64-',
      '                             ^',
    ],
  },
  'a path that no kernel takes': {
    text: `squashfs_fullpath: ${'/a'.repeat(2048)}\n`,
    message: [
      'livemode.yaml:1:20: squashfs_fullpath: is longer than a path can be, or has a longer name in it than a file can have',
    ],
  },
  'a name that no file has': {
    text: `squashfs_fullpath: /${'a'.repeat(256)}\n`,
    message: [
      'livemode.yaml:1:20: squashfs_fullpath: is longer than a path can be, or has a longer name in it than a file can have',
    ],
  },
  'a text for seconds': {
    text: 'initramfs_timeout: "x"\n',
    message: [
      'livemode.yaml:1:20: initramfs_timeout: must be a whole number of seconds from 1 to 86400, not the string "x"',
      '    initramfs_timeout: "x"',
      '                       ^',
    ],
  },
  'a list as the document': {
    text: '# settings\n---\n  - vim\n',
    message: [
      'livemode.yaml:3:3: must be a mapping of settings, not a list',
      '      - vim',
      '      ^',
    ],
  },
  'two documents': {
    text: 'setup_network_manager: true\n---\nsetup_network_manager: false\n',
    message: [
      'livemode.yaml:3:1: a second YAML document starts before this; one is expected',
      '    setup_network_manager: false',
      '    ^',
    ],
  },
  'a key that is there twice': {
    text: 'setup_network_manager: true\nsetup_network_manager: false\n',
    message: [
      'livemode.yaml:2:1: setup_network_manager: is there already on line 1, and only one of the two would count: remove one',
      '    setup_network_manager: false',
      '    ^',
    ],
  },
  'text that is no YAML': {
    text: 'dracut_network: ip=dhcp\n  squashfs_fullpath: /a\n',
    message: [
      'livemode.yaml:2:20: is no YAML: bad indentation of a mapping entry',
      '      squashfs_fullpath: /a',
      '                       ^',
    ],
  },
  'a URL without a network': {
    text: 'setup_network_manager: true\nurl_to_load_squashfs_from: http://192.0.2.1/live.img\n',
    message: [
      'livemode.yaml:2:1: url_to_load_squashfs_from: needs dracut_network as well, e.g. "ip=dhcp": the initramfs must reach the URL',
      '    url_to_load_squashfs_from: http://192.0.2.1/live.img',
      '    ^',
    ],
  },
  'everything at once, in the order of the file': {
    text: 'squashfs_path: /a\nsetup_network_manager: 1\nadditional_packages:\n  vim: 8\n__proto__: 1\n',
    message: [
      'livemode.yaml:1:1: squashfs_path: is not a setting; did you mean squashfs_fullpath?',
      '    squashfs_path: /a',
      '    ^',
      'livemode.yaml:2:24: setup_network_manager: must be true or false, not the number 1',
      '    setup_network_manager: 1',
      '                           ^',
      'livemode.yaml:4:3: additional_packages: must be a list of package names, or one string "a,b,c", not a mapping',
      '      vim: 8',
      '      ^',
      `livemode.yaml:5:1: __proto__: is not a setting; the settings are ${allSettings}`,
      '    __proto__: 1',
      '    ^',
    ],
  },
}

for (const [what, {text, message}] of Object.entries(refusals)) {
  test(`${what} is refused`, t => {
    const error = t.throws(() => parse(text), {instanceOf: LivemodeError})
    t.is(error?.message, message.join('\n'))
    t.is(error?.code, 'CONFIG_INVALID')
    t.is(error?.exitCode, 2)
  })
}
