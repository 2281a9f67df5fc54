import type {Access} from './package-sources.ts'

/** The proxy for a URL by apt's settings: one for its host, for its protocol, or that of http. */
export function proxyFor(url: string, {acquire}: Access): string | undefined {
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

/** A proxy for a sentence, without its user; one that is not known has no address. */
export const shownProxy = (proxy: string | undefined): string =>
  proxy === undefined ? 'the proxy' : `the proxy ${proxy.replace(/\/\/[^/@]*@/, '//')}`
