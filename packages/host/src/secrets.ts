import type {Host} from './host.ts'
import {
  type KernelArgument,
  parseKernelCommandLine,
  renderKernelCommandLine,
} from './kernel-command-line.ts'
import type {Mount} from './mount.ts'

/** What stands in the place of a secret. */
export const redacted = 'redacted'

const secretName = String.raw`(?:[\w.-]*[._])?(?:pass(?:wd|word|phrase)?\d?|rootpw|secret|token)|cifspass|cred(?:entials)?|systemd\.set_credential(?:_binary)?`
const secretArgument = new RegExp(`^(?:${secretName})$`, 'i')
/** In mount options a comma that is part of a value is written twice, see mount.cifs(8). */
const secretOption = new RegExp(
  String.raw`(^|[\s,])(${secretName})=(?:"[^"]*"|(?:,,|[^\s,])*)`,
  'gim',
)

/**
 * Takes the secrets out of a host: passwords and the like in mount options, in the fstab and on the
 * kernel command line, and the user of a URL. All the rest stays as it was.
 */
export function redactHost(host: Host): Host {
  return {
    ...host,
    kernelCmdline: redactCommandLine(host.kernelCmdline),
    fstab: redactOptions(host.fstab),
    ...(host.crypttab === undefined ? {} : {crypttab: redactOptions(host.crypttab)}),
    mounts: host.mounts.map(redactMount),
  }
}

const redactMount = (mount: Mount): Mount => ({
  ...mount,
  source: redactUser(mount.source),
  options: redactOptions(mount.options),
  children: mount.children.map(redactMount),
})

/** Takes passwords and the like out of mount options and the options of crypttab(5). */
export const redactOptions = (text: string) =>
  redactUser(text.replace(secretOption, `$1$2=${redacted}`))

const redactCommandLine = (text: string) =>
  redactUser(renderKernelCommandLine(parseKernelCommandLine(text).map(redactArgument)))

const redactArgument = (argument: KernelArgument): KernelArgument =>
  argument.value !== null && secretArgument.test(argument.name)
    ? {...argument, value: redacted, text: `${argument.name}=${redacted}`}
    : argument

/** `//user:password@server` in URLs and share names, and iSCSI's form of it, see dracut.cmdline(7). */
const redactUser = (text: string) => text.replace(/(\/\/|iscsi:)[^\s/@]+@/g, `$1${redacted}@`)

/**
 * Takes the users out of the URLs of package sources and proxies, see sources.list(5) and apt.conf(5).
 * A password may have an `@` in it that nobody has encoded.
 */
export const redactUrls = (text: string) => text.replace(/\/\/[^\s/"';]+@/g, `//${redacted}@`)
