// Every row of the table of settings is complete, and its default is a value it accepts.
import test from 'ava'
import {settingNames, settings} from './index.ts'
import {configSchema, settingNamesOf} from './settings.ts'

for (const name of settingNames) {
  test(`${name} accepts its default and says what it means`, t => {
    const row = settings[name]
    t.deepEqual(row.schema.parse(row.default), row.default)
    t.regex(row.meaning, /^[a-z].*[^.]$/i)
  })
}

test('nine are Leapp’s', t => t.is(settingNamesOf('leapp').length, 9))

test('a configuration without a key is not complete', t => {
  const result = configSchema.safeParse({})
  t.deepEqual(
    result.error?.issues.map(issue => `${issue.path.join('.')} ${issue.message}`),
    [
      'url_to_load_squashfs_from must be a text, not nothing',
      'squashfs_fullpath must be an absolute path, not nothing',
      'dracut_network must be a text, not nothing',
      'setup_network_manager must be true or false, not nothing',
      'additional_packages must be a list of package names, or one string "a,b,c", not nothing',
      'autostart_upgrade_after_reboot must be true or false, not nothing',
      'setup_opensshd_with_auth_keys must be an absolute path, not nothing',
      'capture_upgrade_strace_into must be an absolute path, not nothing',
      'setup_passwordless_root must be true or false, not nothing',
      'initramfs_timeout must be a whole number of seconds from 1 to 86400, not nothing',
      'passphrase_timeout must be a whole number of seconds from 1 to 86400, not nothing',
      'device_support must be a list of what devices need, not nothing',
      'hook_timeout must be a whole number of seconds from 1 to 86400, not nothing',
      'script_timeout must be a whole number of seconds from 1 to 86400, not nothing',
      'snapshot must be one of auto, required, none, not nothing',
      'mirror must be an http:, https:, file: or copy: URI without a user in it, not nothing',
      'security_mirror must be an http:, https:, file: or copy: URI without a user in it, not nothing',
      'repositories must be a text in the form of deb822 or of a .repo file, or a list of the paths of such files, not nothing',
      'http_proxy must be the http URL of a proxy without a user in it, e.g. "http://proxy.example.org:3128", not nothing',
      'ca_certificates must be an absolute path, not nothing',
      'apt_auth must be an absolute path, not nothing',
      'third_party_sources must be a list of package sources, each with uri and action, not nothing',
    ],
  )
})
