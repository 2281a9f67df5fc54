import {type Access, authOf, caFileInContainer, credentialsFor} from '@livemode/userspace'

/**
 * What curl is told for one URL on its standard input, see "--config" in curl(1): no user and no password is on a command
 * line or in an environment.
 */
export function renderCurlConfiguration(url: string, access: Access): string {
  const auth = authOf(access)
  const proxy = proxyFor(url, access)
  const user = url.startsWith('http') ? credentialsFor(url, auth) : undefined
  const proxyUser = proxy === undefined ? undefined : credentialsFor(proxy, auth)
  const lines: readonly (readonly [string, string | undefined])[] = [
    ['url', url],
    ['user', user && `${user.login}:${user.password}`],
    ['proxy', proxy],
    ['proxy-user', proxyUser && `${proxyUser.login}:${proxyUser.password}`],
    ['noproxy', access.noProxy ?? undefined],
    ['cacert', access.caCertificates === null ? undefined : caFileInContainer],
  ]
  return lines
    .map(([name, value]) => (value === undefined ? '' : `${name} = "${escaped(value)}"\n`))
    .join('')
}

const escaped = (value: string) => value.replace(/[\\"]/g, character => `\\${character}`)

/** The proxy for a URL by apt's settings: one for its host, for its protocol, or that of http. */
function proxyFor(url: string, {acquire}: Access): string | undefined {
  if (!url.startsWith('http')) return undefined
  const {protocol, hostname} = new URL(url)
  const scheme = protocol.slice(0, -1)
  const names = [
    `Acquire::${scheme}::Proxy::${hostname}`,
    `Acquire::${scheme}::Proxy`,
    'Acquire::http::Proxy',
  ].map(name => name.toLowerCase())
  const found = names
    .map(name => acquire.find(one => one.name.toLowerCase() === name)?.value)
    .find(value => value !== undefined)
  return found === 'DIRECT' ? undefined : found
}
