import {existsSync} from 'node:fs'
import {getCACertificates} from 'node:tls'
import {Dispatcher, EnvHttpProxyAgent, interceptors} from 'undici'

export interface ConnectionOptions {
  /** `http_proxy`, `https_proxy` and `no_proxy`; what is missing is none. */
  readonly proxies: Readonly<Record<string, string>>
  /** The text of the certificates that are trusted besides those of the system. */
  readonly certificates: string | undefined
  /** How long a server may say nothing. */
  readonly silenceMilliseconds: number
}

export const mostRedirects = 5

/** Of the distributions that there are. */
const systemCertificates = '/etc/ssl/certs'

/** Opens what reaches web servers, directly or through a proxy. */
export function openConnections({
  proxies,
  certificates,
  silenceMilliseconds,
}: ConnectionOptions): Dispatcher & AsyncDisposable {
  const tls = {
    ca: [
      ...getCACertificates('default'),
      // Where there is no such folder, it says so on standard error.
      ...(existsSync(systemCertificates) ? getCACertificates('system') : []),
      ...(certificates === undefined ? [] : [certificates]),
    ],
  }
  // An empty one keeps it from asking the environment.
  const agentFor = (proxy = '') =>
    new EnvHttpProxyAgent({
      httpProxy: proxy,
      httpsProxy: proxy,
      noProxy: proxies.no_proxy ?? '',
      connect: {...tls, timeout: silenceMilliseconds},
      requestTls: tls,
      proxyTls: tls,
      allowH2: false,
      headersTimeout: silenceMilliseconds,
      bodyTimeout: silenceMilliseconds,
    })
  const agents = new AgentPerScheme({
    'http:': agentFor(proxies.http_proxy),
    'https:': agentFor(proxies.https_proxy),
  })
  const connections = agents.compose(
    interceptors.redirect({maxRedirections: mostRedirects, throwOnMaxRedirect: true}),
  )
  return Object.assign(connections, {[Symbol.asyncDispose]: () => agents.destroy()})
}

/** The proxy of http is not that of https, as for curl: undici takes the one where the other is not set. */
class AgentPerScheme extends Dispatcher {
  readonly #agents: Readonly<Record<string, Dispatcher>>

  constructor(agents: Readonly<Record<'http:' | 'https:', Dispatcher>>) {
    super()
    this.#agents = agents
  }

  override dispatch(
    options: Dispatcher.DispatchOptions,
    handler: Dispatcher.DispatchHandler,
  ): boolean {
    const agent = this.#agents[new URL(`${options.origin}`).protocol]
    if (agent === undefined) throw new TypeError(`${options.origin} is no web server`)
    return agent.dispatch(options, handler)
  }

  override async destroy(): Promise<void> {
    await Promise.all(Object.values(this.#agents).map(agent => agent.destroy()))
  }
}
