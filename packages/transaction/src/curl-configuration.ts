import type {CertificateOption} from '@livemode/config'
import {type Access, authOf, caFileInContainer, credentialsFor, proxyFor} from '@livemode/userspace'

/** Files of certificates in the container, by dnf's names for them. */
export type CertificateFiles = Readonly<Partial<Record<CertificateOption, string>>>

/**
 * What curl is told for one URL on its standard input, see "--config" in curl(1): no user and no password is on a command
 * line or in an environment.
 */
export function renderCurlConfiguration(
  url: string,
  access: Access,
  certificates: CertificateFiles = {},
): string {
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
    // That of a repository has the others in it.
    [
      'cacert',
      certificates.sslcacert ?? (access.caCertificates === null ? undefined : caFileInContainer),
    ],
    ['cert', certificates.sslclientcert],
    ['key', certificates.sslclientkey],
  ]
  return lines
    .map(([name, value]) => (value === undefined ? '' : `${name} = "${escaped(value)}"\n`))
    .join('')
}

const escaped = (value: string) => value.replace(/[\\"]/g, character => `\\${character}`)
