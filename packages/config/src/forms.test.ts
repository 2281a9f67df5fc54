// Each form is read, from several files into one configuration, and a contradiction names both places.
import test from 'ava'
import {type ConfigFile, defaultConfig, LivemodeError, parseConfigFiles} from './index.ts'

const parse = (files: Readonly<Record<string, string>>, more: Partial<ConfigFile> = {}) =>
  parseConfigFiles(Object.entries(files).map(([file, text]) => ({file, text, ...more}))).config

const refusal = (files: Readonly<Record<string, string>>, more: Partial<ConfigFile> = {}) => {
  try {
    parse(files, more)
    return []
  } catch (error) {
    if (!(error instanceof LivemodeError)) throw error
    return error.message.split('\n').filter(line => !line.startsWith('    '))
  }
}

const newer = `livemode:
  squashfs_image_path: /srv/live.img
  additional_packages: [petri-nets]
  autostart_upgrade_after_reboot: false
  setup_network_manager: true
  setup_passwordless_root: true
  dracut_network: ''
  url_to_load_squashfs_image_from: ''
  setup_opensshd_using_auth_keys: /root/.ssh/authorized_keys
  capture_strace_info_into: ''
`

test('the newer form has other names, and an empty text sets nothing there', t => {
  t.deepEqual(parse({'a.yaml': newer}), {
    url_to_load_squashfs_from: null,
    squashfs_fullpath: '/srv/live.img',
    dracut_network: null,
    setup_network_manager: true,
    additional_packages: ['petri-nets'],
    autostart_upgrade_after_reboot: false,
    setup_opensshd_with_auth_keys: '/root/.ssh/authorized_keys',
    capture_upgrade_strace_into: null,
    setup_passwordless_root: true,
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
  })
})

test('several files are one configuration, whatever their forms', t => {
  const config = parse({
    'livemode.yaml': 'squashfs_fullpath: /srv/live.img\nadditional_packages: "a, b"\n',
    '10.yaml': 'livemode:\n  squashfs_image_path: /srv/live.img\n',
    '20.yaml': 'livemode:\n  additional_packages: [a, b]\n  setup_network_manager: true\n',
  })
  t.deepEqual(config, {
    ...defaultConfig,
    squashfs_fullpath: '/srv/live.img',
    additional_packages: ['a', 'b'],
    setup_network_manager: true,
  })
})

test('no file and an empty section are the defaults', t => {
  t.deepEqual(parse({}), defaultConfig)
  t.deepEqual(parse({'a.yaml': 'livemode:\n'}), defaultConfig)
})

test('two files that contradict each other are both named', t => {
  t.deepEqual(
    refusal({
      'a.yaml': 'squashfs_fullpath: /a\n',
      'b.yaml': '# other\nlivemode:\n  squashfs_image_path: /b\n  additional_packages: [c]\n',
      'c.yaml': 'livemode: {additional_packages: "c,d"}\n',
    }),
    [
      'b.yaml:3:24: squashfs_image_path: is "/b" here and "/a" at a.yaml:1:20',
      'c.yaml:1:33: additional_packages: is ["c","d"] here and ["c"] at b.yaml:4:24',
    ],
  )
})

test('what is wrong in several files is told file by file', t => {
  t.deepEqual(
    refusal({
      'a.yaml': 'squashfs_fullpath: a\nsetup_passwordless_root: 1\n',
      'b.yaml': 'livemode: [1',
      'c.yaml': 'livemode:\n  url_to_load_squashfs_image_from: http://192.0.2.1/a\n',
    }),
    [
      'a.yaml:1:20: squashfs_fullpath: must be the absolute path of a file, not the string "a"',
      'a.yaml:2:26: setup_passwordless_root: must be true or false, not the number 1',
      'b.yaml:1:13: is no YAML: unexpected end of the stream within a flow collection',
      'c.yaml:2:3: url_to_load_squashfs_image_from: needs dracut_network as well, e.g. "ip=dhcp": the initramfs must reach the URL',
    ],
  )
})

test('a rule is not asked about a setting that is wrong already', t => {
  t.deepEqual(refusal({a: 'url_to_load_squashfs_from: http://192.0.2.1/a\ndracut_network: 5\n'}), [
    'a:2:17: dracut_network: must be a text, not the number 5',
  ])
})

test('the name of the other form is corrected', t => {
  t.deepEqual(
    refusal({
      'a.yaml': 'squashfs_image_path: /a\n',
      'b.yaml': 'livemode:\n  capture_upgrade_strace_into: /a\n',
    }),
    [
      'a.yaml:1:1: squashfs_image_path: is called squashfs_fullpath where no livemode: stands above it',
      'b.yaml:2:3: capture_upgrade_strace_into: is called capture_strace_info_into below livemode:',
    ],
  )
})

test('a file of livemode’s own has its settings and Leapp’s', t => {
  const text = 'initramfs_timeout: 600\nsetup_network_manager: true\n'
  const expected = {...defaultConfig, initramfs_timeout: 600, setup_network_manager: true}
  t.deepEqual(parse({'a.yaml': text}), expected)
  t.deepEqual(parse({'a.yaml': text, 'b.yaml': newer.split('\n')[0] ?? ''}), expected)
})

const ownPlace = "is no setting of Leapp's: it belongs into /etc/livemode/livemode.yaml"
const ownForm = 'with no livemode: above or beside it'

test('a setting of livemode’s own is refused in a file of Leapp’s', t => {
  t.deepEqual(refusal({'a.yaml': 'initramfs_timeout: 600\n'}, {isReadByLeapp: true}), [
    `a.yaml:1:1: initramfs_timeout: ${ownPlace}`,
  ])
  t.deepEqual(refusal({'a.yaml': 'initramfs_timout: 600\n'}, {isReadByLeapp: true}), [
    'a.yaml:1:1: initramfs_timout: is not a setting; did you mean initramfs_timeout, which belongs into /etc/livemode/livemode.yaml?',
  ])
})

test('neither below livemode: nor beside it', t => {
  const text = 'livemode:\n  initramfs_timeout: 600\n  initramfs_timout: 600\n'
  t.deepEqual(refusal({'a.yaml': `${text}initramfs_timeout: 600\n`}), [
    `a.yaml:2:3: initramfs_timeout: ${ownPlace}, ${ownForm}`,
    `a.yaml:3:3: initramfs_timout: is not a setting; did you mean initramfs_timeout, which belongs into /etc/livemode/livemode.yaml, ${ownForm}?`,
    `a.yaml:4:1: initramfs_timeout: ${ownPlace}, ${ownForm}`,
  ])
})

test('a name that is near to nothing is told the settings of that file', t => {
  const sentence = (text: string, more: Partial<ConfigFile>) =>
    refusal({'a.yaml': text}, more).join()
  t.regex(
    sentence('colour: 1\n', {}),
    /, setup_passwordless_root, initramfs_timeout, passphrase_timeout, device_support, hook_timeout, script_timeout, snapshot, mirror, security_mirror, repositories, http_proxy, ca_certificates, apt_auth, third_party_sources$/,
  )
  t.regex(sentence('colour: 1\n', {isReadByLeapp: true}), /, setup_passwordless_root$/)
  t.regex(sentence('livemode:\n  colour: 1\n', {}), /, setup_passwordless_root$/)
})

test('mappings of other actors are theirs, in a folder that they share', t => {
  const other = 'rhui:\n  use_config: yes\n'
  t.deepEqual(parse({'rhui.yaml': other}, {isShared: true}), defaultConfig)
  t.deepEqual(parse({'a.yaml': `${other}livemode:\n`}), defaultConfig)
  t.regex(
    refusal({'rhui.yaml': other}).join(),
    /^rhui.yaml:1:1: rhui: is not a setting; the settings/,
  )
})

test('what only seems to belong to another actor is told', t => {
  t.deepEqual(
    refusal(
      {
        'a.yaml': 'live_mode: {dracut_network: ip=dhcp}\n',
        'b.yaml': 'livemode: {}\ndracut_network: ip=dhcp\nLivemode: {}\nother: 5\n',
        'c.yaml': 'livemode: on\n',
      },
      {isShared: true},
    ),
    [
      'a.yaml:1:1: live_mode: did you mean livemode?',
      'b.yaml:2:1: dracut_network: stands beside livemode: and has no effect; move it below',
      'b.yaml:3:1: Livemode: did you mean livemode?',
      'b.yaml:4:1: other: is no mapping of settings and stands beside livemode:',
      'c.yaml:1:11: livemode: must be a mapping of settings, not on, which is true in YAML 1.1 and the string "on" in YAML 1.2',
    ],
  )
})

test('a setting that the machine shows to be wrong is refused at its place', t => {
  const text = 'livemode:\n  setup_opensshd_using_auth_keys: /keys\n'
  const {refuse} = parseConfigFiles([{file: 'a.yaml', text}])
  const cause = new Error('ENOENT')
  const error = refuse('setup_opensshd_with_auth_keys', {what: 'is not there', cause})
  t.is(error.message.split('\n')[0], 'a.yaml:2:3: setup_opensshd_using_auth_keys: is not there')
  t.is(error.code, 'CONFIG_INVALID')
  t.is(error.cause, cause)
})
