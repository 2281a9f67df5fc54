import {existsSync} from 'node:fs'
import {getCACertificates} from 'node:tls'
import {LivemodeError} from '@livemode/config'
import {type Dispatcher, EnvHttpProxyAgent, interceptors} from 'undici'

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

/** Opens what reaches web servers, directly or through a proxy. Throws `USAGE` for a proxy that cannot be. */
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
  const agent = new EnvHttpProxyAgent({
    // An empty one keeps it from asking the environment.
    httpProxy: proxyOf(proxies.http_proxy),
    httpsProxy: proxyOf(proxies.https_proxy),
    noProxy: proxies.no_proxy ?? '',
    connect: {...tls, timeout: silenceMilliseconds},
    requestTls: tls,
    proxyTls: tls,
    allowH2: false,
    headersTimeout: silenceMilliseconds,
    bodyTimeout: silenceMilliseconds,
  })
  const connections = agent.compose(
    interceptors.redirect({maxRedirections: mostRedirects, throwOnMaxRedirect: true}),
  )
  return Object.assign(connections, {[Symbol.asyncDispose]: () => agent.destroy()})
}

/** As curl takes it, a proxy may have no scheme. What cannot be read is not repeated: there may be a password in it. */
function proxyOf(proxy: string | undefined): string {
  if (proxy === undefined) return ''
  const url = URL.parse(proxy.includes('://') ? proxy : `http://${proxy}`)
  if (url !== null) return url.href
  throw new LivemodeError('USAGE', 'the proxy of the environment is no URL that can be read', {
    hint: 'http_proxy and https_proxy are http://HOST:PORT',
  })
}
