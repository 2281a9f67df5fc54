import {type AuthEntry, parseAuth, withCredentials} from '@livemode/userspace'
import {readAuth, readCaCertificates, readCertificates} from '../access.ts'
import {readConfig} from '../named-config.ts'
import type {Options} from '../options.ts'
import {type Environment, webProxies} from '../proxies.ts'

/** How web servers are reached from this machine. */
export interface Reach {
  /** `http_proxy`, `https_proxy` and `no_proxy`; what is missing is none. */
  readonly proxies: Readonly<Record<string, string>>
  /** The text of the certificates that are trusted besides those of the system. */
  readonly certificates: string | undefined
  /** Users and passwords of servers. */
  readonly auth: readonly AuthEntry[]
}

/**
 * Reads how web servers are reached: by the configuration, else as the environment says; the file of `--ca` counts for that of
 * the configuration. Throws `USAGE` where it has no certificate, and `CONFIG_INVALID`.
 */
export async function readReach(
  args: Pick<Options, 'config' | 'ca'>,
  environment: Environment,
): Promise<Reach> {
  const parsed = await readConfig(args)
  const auth = parseAuth((await readAuth(parsed)) ?? '')
  const proxies = Object.entries(webProxies(parsed.config, environment))
  const withUser = ([name, value]: [string, string]) =>
    name === 'no_proxy' ? [name, value] : [name, withCredentials(value, auth)]
  return {
    proxies: Object.fromEntries(proxies.map(withUser)),
    certificates:
      args.ca === undefined
        ? ((await readCaCertificates(parsed)) ?? undefined)
        : await readCertificates(args.ca),
    auth,
  }
}
