import {type Config, LivemodeError} from '@livemode/config'
import type {Access} from '@livemode/userspace'

export type Environment = Readonly<Record<string, string | undefined>>

type Proxies = Access['acquire']

/**
 * The proxies of this machine: those of its apt, as `apt-config dump` prints them, else those of its environment. Throws
 * `USAGE` for one that is no URL.
 */
export function machineProxies(aptSettings: string, environment: Environment): Proxies {
  const own = aptSettings.split('\n').flatMap(line => {
    const [, name, value] = /^(Acquire::https?::Proxy(?:::[\w.-]+)?) "(.+)";$/i.exec(line) ?? []
    return name === undefined || value === undefined ? [] : [{name, value: aptProxy(value)}]
  })
  return own.length > 0 ? own : environmentProxies(environment)
}

/** Hosts that the environment wants reached without a proxy. */
export const noProxyOf = (environment: Environment): string | null =>
  fromEnvironment('no_proxy', environment)

/**
 * The proxies to web servers, by their names in an environment: by the configuration, else by that environment. Throws
 * `USAGE` for one that is no URL, or of a protocol that only apt knows.
 */
export function webProxies(
  {http_proxy: configured}: Pick<Config, 'http_proxy'>,
  environment: Environment,
): Readonly<Record<string, string>> {
  const variables = [
    ...schemes.map(scheme => {
      const proxy = configured ?? proxyFor(scheme, environment)
      return [`${scheme}_proxy`, proxy && webProxy(proxy)] as const
    }),
    ['no_proxy', noProxyOf(environment)] as const,
  ]
  return Object.fromEntries(
    variables.flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  )
}

const environmentProxies = (environment: Environment): Proxies =>
  schemes.flatMap(scheme => {
    const value = proxyFor(scheme, environment)
    return value === null
      ? []
      : [{name: `Acquire::${scheme}::Proxy`, value: named(value, 'the environment')}]
  })

const schemes = ['http', 'https'] as const

const proxyFor = (scheme: (typeof schemes)[number], environment: Environment): string | null =>
  fromEnvironment(`${scheme}_proxy`, environment) ?? fromEnvironment('all_proxy', environment)

const fromEnvironment = (name: string, environment: Environment): string | null =>
  environment[name] || environment[name.toUpperCase()] || null

function webProxy(proxy: string): string {
  const url = named(proxy, 'the environment')
  if (/^https?:/i.test(url)) return url
  throw new LivemodeError(
    'USAGE',
    `the proxy of the environment is one of ${new URL(url).protocol}//, and web servers are reached through one of http:// or https://`,
    {hint: 'set http_proxy and https_proxy, or http_proxy in the configuration'},
  )
}

/** What has no host is no proxy for apt: it is "false" where https goes past a cache of packages. */
const aptProxy = (value: string): string => (value.includes(':') ? named(value, 'apt') : 'DIRECT')

/** Others than apt take one without its protocol. What cannot be read is not repeated: there may be a password in it. */
function named(proxy: string, source: 'apt' | 'the environment'): string {
  if (proxy === 'DIRECT') return proxy
  const whole = proxy.includes('://') ? proxy : `http://${proxy}`
  if (URL.canParse(whole)) return whole
  throw new LivemodeError('USAGE', `the proxy of ${source} is no URL that can be read`, {
    hint: 'it is http://HOST:PORT; in a password %23 stands for #, %2F for /, and %40 for @',
  })
}
