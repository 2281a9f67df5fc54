import {harmlessArguments, harmlessDespiteName, harmlessOptions} from './harmless-names.ts'
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
  /pass(?!thr)|pw|secret|token|key|cred|auth|cookie|hash|salt|pin|otp|code|psk|wpa|private|login|account/i

/** Values that are none: switches, numbers with their units, ranges and lists of them, and devices by what identifies them. */
const cannotBeSecret =
  /^(?:on|off|yes|no|y|n|true|false|auto|all|none|default|force|always|never|enabled?|disabled?|(?:0x[\da-f]{1,8}|\d{1,12}[KMGTP%]?)(?:[-:,./@$!#](?:0x[\da-f]{1,8}|\d{1,12}[KMGTP%]?))*|(?:(?:PART)?(?:UUID|LABEL)=|\/dev\/)[\w./:+=-]*)$/i

/** Whether the value of something may be shown: what is not known to be harmless is not. */
function isHarmless(known: RegExp, {name, value}: {name: string; value: string}) {
  const canonical = name.replaceAll('_', '-')
  if (harmlessDespiteName.test(canonical)) return true
  if (tellsOfSecret.test(name)) return false
  return known.test(canonical) || cannotBeSecret.test(value)
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

export const redactCommandLine = (text: string) =>
  redactUser(renderKernelCommandLine(parseKernelCommandLine(text).map(redactArgument)))

const redactArgument = (argument: KernelArgument): KernelArgument =>
  argument.value !== null &&
  !isHarmless(harmlessArguments, {name: argument.name, value: argument.value})
    ? {...argument, value: redacted, text: `${argument.name}=${redacted}`}
    : redactOptionsIn(argument)

/** What is a list of mount options itself. */
const hasOptions = /flags$|^nfsroot$/

function redactOptionsIn(argument: KernelArgument): KernelArgument {
  const {name, value, text} = argument
  if (value === null || !hasOptions.test(name)) return argument
  const shown = redactOptions(value)
  return shown === value ? argument : {name, value: shown, text: text.replace(value, () => shown)}
}

/**
 * `//user:password@server` in URLs and share names, iSCSI's form of it, see dracut.cmdline(7), mount.cifs(8)'s `user%password`,
 * and what a URL asks for, which may be a token.
 */
const redactUser = (text: string) =>
  text
    // A password may have whatever in it; with a limit a text without an end is no work without an end.
    .replace(/(\/\/|iscsi:)[^\s"']{1,512}@/g, `$1${redacted}@`)
    .replace(/(\w:\/\/[^\s"?]{0,512}\?)[^\s"]+/g, `$1${redacted}`)
    .replace(/(\buser(?:name)?=[^\s,%]{0,512}%)(?:,,|[^\s,])+/g, `$1${redacted}`)

/**
 * Takes the users out of the URLs of package sources and proxies, see sources.list(5) and apt.conf(5).
 * A password may have an `@` in it that nobody has encoded.
 */
export const redactUrls = (text: string) => text.replace(/\/\/[^\s/"';]+@/g, `//${redacted}@`)

/** Takes them out of dnf's settings, see dnf.conf(5): users and passwords have lines of their own there. */
export const redactRepositories = (text: string) =>
  redactUrls(
    text.replace(/^(\s*(?:proxy_)?(?:username|password)\s*[=:][ \t]*)\S.*$/gim, `$1${redacted}`),
  )
