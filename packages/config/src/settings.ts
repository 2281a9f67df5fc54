import {z} from 'zod'
import {values} from './values.ts'

/** One setting: what it accepts, what holds when it is not set, and a sentence for the documentation. */
interface Setting<Schema extends z.ZodType> {
  readonly schema: Schema
  readonly default: z.output<Schema>
  readonly meaning: string
}

const setting = <Schema extends z.ZodType>(row: Setting<Schema>) => row

/**
 * The one table of settings of livemode.yaml: the parser, the defaults and the README's table are
 * made from it. The names are Leapp's.
 */
export const settings = {
  url_to_load_squashfs_from: setting({
    schema: values.text.nullable(),
    default: null,
    meaning: 'boot the image from this URL; unset: boot locally',
  }),
  squashfs_fullpath: setting({
    schema: values.absolutePath,
    default: '/var/lib/leapp/live-upgrade.img',
    meaning: 'where the image is stored',
  }),
  dracut_network: setting({
    schema: values.text.nullable(),
    default: null,
    meaning: 'dracut network arguments, e.g. `ip=dhcp`; required with the URL',
  }),
  setup_network_manager: setting({
    schema: values.boolean,
    default: false,
    meaning: "NetworkManager with the source's profiles in the live system",
  }),
  additional_packages: setting({
    schema: values.packages,
    default: [],
    meaning: 'extra packages in the target userspace, as a list or as `"a,b,c"`',
  }),
  autostart_upgrade_after_reboot: setting({
    schema: values.boolean,
    default: true,
    meaning: 'start the upgrade by itself after the reboot',
  }),
  setup_opensshd_with_auth_keys: setting({
    schema: values.absolutePath.nullable(),
    default: null,
    meaning: 'sshd in the live system with this authorized_keys file',
  }),
  capture_upgrade_strace_into: setting({
    schema: values.absolutePath.nullable(),
    default: null,
    meaning: 'run the upgrade under strace, into this file of the source system',
  }),
  setup_passwordless_root: setting({
    schema: values.boolean,
    default: false,
    meaning: 'root logs in without a password',
  }),
}

export type SettingName = keyof typeof settings

export const settingNames = Object.keys(settings) as SettingName[]

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
