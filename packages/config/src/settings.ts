import {z} from 'zod'
import {mirrorUri, proxyUrl, repositories} from './package-sources.ts'
import {thirdPartySources} from './third-party-sources.ts'
import {values} from './values.ts'

/** Who has a setting: Leapp, whose files hold it, or livemode alone, which has a file for it. */
export type Origin = 'leapp' | 'livemode'

/** One setting: what it accepts, what holds when it is not set, and a sentence for the documentation. */
interface Setting<Schema extends z.ZodType> {
  readonly origin: Origin
  readonly schema: Schema
  readonly default: z.output<Schema>
  readonly meaning: string
  /** Its name below `livemode:`, where newer Leapp calls it otherwise. */
  readonly newerName?: string
}

const setting = <Schema extends z.ZodType>(row: Setting<Schema>) => row

/**
 * The one table of settings: the parser, the defaults, the JSON Schemas and the table of
 * docs/configuration.md are made from it. The names of Leapp's settings are Leapp's.
 */
export const settings = {
  url_to_load_squashfs_from: setting({
    origin: 'leapp',
    newerName: 'url_to_load_squashfs_image_from',
    schema: values.text.nullable(),
    default: null,
    meaning: 'boot the image from this URL; unset: boot locally',
  }),
  squashfs_fullpath: setting({
    origin: 'leapp',
    newerName: 'squashfs_image_path',
    schema: values.bootPath,
    default: '/var/lib/leapp/live-upgrade.img',
    meaning: 'where the image is stored',
  }),
  dracut_network: setting({
    origin: 'leapp',
    schema: values.text.nullable(),
    default: null,
    meaning:
      'network arguments of dracut.cmdline(7), e.g. `ip=dhcp`, several with spaces between them; required with the URL',
  }),
  setup_network_manager: setting({
    origin: 'leapp',
    schema: values.boolean,
    default: false,
    meaning: "NetworkManager with the source's profiles in the live system",
  }),
  additional_packages: setting({
    origin: 'leapp',
    schema: values.packages,
    default: [],
    meaning: 'extra packages in the target userspace, as a list or as `"a,b,c"`',
  }),
  autostart_upgrade_after_reboot: setting({
    origin: 'leapp',
    schema: values.boolean,
    default: true,
    meaning: 'start the upgrade by itself after the reboot',
  }),
  setup_opensshd_with_auth_keys: setting({
    origin: 'leapp',
    newerName: 'setup_opensshd_using_auth_keys',
    schema: values.absolutePath.nullable(),
    default: null,
    meaning: 'sshd in the live system with this authorized_keys file',
  }),
  capture_upgrade_strace_into: setting({
    origin: 'leapp',
    newerName: 'capture_strace_info_into',
    schema: values.bootPath.nullable(),
    default: null,
    meaning: 'run the upgrade under strace, into this file of the source system',
  }),
  setup_passwordless_root: setting({
    origin: 'leapp',
    schema: values.boolean,
    default: false,
    meaning: 'root logs in without a password',
  }),
  initramfs_timeout: setting({
    origin: 'livemode',
    schema: values.seconds({most: 86_400}).nullable(),
    default: null,
    meaning:
      'seconds until a boot that has not left the initramfs is given up, for storage or a network that needs longer; unset: 300, and 900 with a URL',
  }),
  passphrase_timeout: setting({
    origin: 'livemode',
    schema: values.seconds({most: 86_400}).nullable(),
    default: null,
    meaning:
      'seconds that the live boot waits on its consoles, and over ssh where `setup_opensshd_with_auth_keys` and `dracut_network` are set, for the passphrases of the encrypted devices which hold the image or the system; unset: nobody is asked, and such a machine is refused',
  }),
  device_support: setting({
    origin: 'livemode',
    schema: values.deviceSupport,
    default: [],
    meaning:
      'what the image and its initramfs are built with for devices that need more than a passphrase or a key file: `tpm2` opens encrypted devices by the TPM of the machine, `clevis` those that clevis has bound to a TPM or to Tang; `iscsi` reaches disks by iSCSI',
  }),
  hook_timeout: setting({
    origin: 'livemode',
    schema: values.seconds({most: 86_400}),
    default: 600,
    meaning: 'seconds that each hook has, see hooks.md',
  }),
  script_timeout: setting({
    origin: 'livemode',
    schema: values.seconds({most: 86_400}),
    default: 1800,
    meaning:
      "seconds that a package's script may say nothing in the live system before it is ended, and counts as failed",
  }),
  snapshot: setting({
    origin: 'livemode',
    schema: values.snapshot,
    default: 'auto',
    meaning:
      'whether the source is kept as it is before its first change, so that `livemode rollback` can take it back: `auto` where that can be done and there is room, `required` or there is no upgrade, `none`',
  }),
  mirror: setting({
    origin: 'livemode',
    schema: mirrorUri.nullable(),
    default: null,
    meaning:
      'where the target’s packages come from in place of the distribution’s own server, as `http:`, `https:`, `file:` or `copy:` URI, see [package sources](#package-sources)',
  }),
  security_mirror: setting({
    origin: 'livemode',
    schema: mirrorUri.nullable(),
    default: null,
    meaning: 'the same for its security updates',
  }),
  repositories: setting({
    origin: 'livemode',
    schema: repositories,
    default: [],
    meaning:
      'the target’s repositories where they are not the distribution’s: a text in the form of deb822 as in sources.list(5) or of a `.repo` file, or a list of `.sources` or `.repo` files, each entry with its key; Enterprise Linux has none of its own, and needs them, or takes those of Leapp on the machine that builds; a `.json` file in the list is Leapp’s message UsedTargetRepositories, which names those to take',
  }),
  http_proxy: setting({
    origin: 'livemode',
    schema: proxyUrl.nullable(),
    default: null,
    meaning:
      'the proxy to all of these, also for https; unset: what apt is configured with on this machine, then what the environment says',
  }),
  ca_certificates: setting({
    origin: 'livemode',
    schema: values.absolutePath.nullable(),
    default: null,
    meaning: 'a PEM file with certificates of authorities that https trusts besides the known ones',
  }),
  apt_auth: setting({
    origin: 'livemode',
    schema: values.absolutePath.nullable(),
    default: null,
    meaning:
      'a file with users and passwords of mirrors and of the proxy in the form of apt_auth.conf(5), e.g. `/etc/livemode/auth.conf`; nobody but root may read it',
  }),
  third_party_sources: setting({
    origin: 'livemode',
    schema: thirdPartySources,
    default: [],
    meaning:
      'what becomes of each package source that is not the distribution’s, see [below](#package-sources-of-others)',
  }),
}

export type SettingName = keyof typeof settings

export const settingNames = Object.keys(settings) as SettingName[]

/** The settings of one origin. */
export const settingNamesOf = (origin: Origin): readonly SettingName[] =>
  settingNames.filter(name => settings[name].origin === origin)

/** The complete configuration: every key is there, `null` where nothing was set and nothing is assumed. */
export type Config = {
  readonly [Name in SettingName]: Readonly<z.output<(typeof settings)[Name]['schema']>>
}

/** What holds without any configuration file: an upgrade that boots locally and starts by itself. */
export const defaultConfig = Object.fromEntries(
  Object.entries(settings).map(([name, row]) => [name, row.default]),
) as unknown as Config

/** The schema of the complete configuration, in the order of the table. */
export const configSchema = z.object(
  Object.fromEntries(Object.entries(settings).map(([name, row]) => [name, row.schema])),
) as unknown as z.ZodType<Config>
