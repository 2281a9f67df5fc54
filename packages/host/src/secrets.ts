import {harmlessArguments, harmlessOptions} from './harmless-names.ts'
import type {Host} from './host.ts'
import {
  type KernelArgument,
  parseKernelCommandLine,
  renderKernelCommandLine,
} from './kernel-command-line.ts'
import type {Mount} from './mount.ts'

/** What stands in the place of a secret. */
export const redacted = 'redacted'

/** A name that tells of a secret has one in whatever value. */
const tellsOfSecret =
  /pass|pw|secret|token|key|cred|auth|cookie|hash|salt|pin|otp|code|psk|wpa|private|login|account/i

/** Values that are none: switches, numbers with their units, ranges and lists of them, and devices by what identifies them. */
const cannotBeSecret =
  /^(?:on|off|yes|no|y|n|true|false|auto|all|none|default|force|always|never|enabled?|disabled?|(?:0x[\da-f]{1,8}|\d{1,12}[KMGTP%]?)(?:[-:,./@$!#](?:0x[\da-f]{1,8}|\d{1,12}[KMGTP%]?))*|(?:(?:PART)?(?:UUID|LABEL)=|\/dev\/)[\w./:+=-]*)$/i

/** Whether the value of something may be shown: what is not known to be harmless is not. */
function isHarmless(known: RegExp, {name, value}: {name: string; value: string}) {
  const canonical = name.replaceAll('_', '-')
  if (known.test(canonical)) return true
  return !tellsOfSecret.test(name) && cannotBeSecret.test(value)
}

/**
 * An option with a value, in a list with commas or a text of such lists, with what stands before it. In mount options a comma
 * that is part of a value is written twice, see mount.cifs(8).
 */
const option = /(^|[\s,])([\w.:-]+)=("[^"]*"|(?:,,|[^\s,])*)/gm

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
  redactUser(
    text.replace(option, (whole, before: string, name: string, value: string) =>
      isDevice.test(name) || isHarmless(harmlessOptions, {name, value: withoutQuotes(value)})
        ? whole
        : `${before}${name}=${redacted}`,
    ),
  )

/** What is mounted, not an option of it. */
const isDevice = /^(?:PART)?(?:UUID|LABEL)$/

const withoutQuotes = (value: string) => value.replace(/^"|"$/g, '')

const redactCommandLine = (text: string) =>
  redactUser(renderKernelCommandLine(parseKernelCommandLine(text).map(redactArgument)))

const redactArgument = (argument: KernelArgument): KernelArgument =>
  argument.value !== null &&
  !isHarmless(harmlessArguments, {name: argument.name, value: argument.value})
    ? {...argument, value: redacted, text: `${argument.name}=${redacted}`}
    : argument

/**
 * `//user:password@server` in URLs and share names, iSCSI's form of it, see dracut.cmdline(7), mount.cifs(8)'s `user%password`,
 * and what a URL asks for, which may be a token.
 */
const redactUser = (text: string) =>
  text
    .replace(/(\/\/|iscsi:)[^\s/@]+@/g, `$1${redacted}@`)
    .replace(/(\w:\/\/[^\s"?]*\?)[^\s"]+/g, `$1${redacted}`)
    .replace(/(\buser(?:name)?=[^\s,%]*%)(?:,,|[^\s,])+/g, `$1${redacted}`)

/**
 * Takes the users out of the URLs of package sources and proxies, see sources.list(5) and apt.conf(5).
 * A password may have an `@` in it that nobody has encoded.
 */
export const redactUrls = (text: string) => text.replace(/\/\/[^\s/"';]+@/g, `//${redacted}@`)
