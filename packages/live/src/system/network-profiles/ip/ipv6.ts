import {type Draft, has, lineWith, refuse, take, takeBoolean} from '../profile/draft.ts'
import {put} from '../profile/keyfile.ts'
import {isIpv6, withPrefix} from './addresses.ts'
import {neverDefault, putGateway, putShared} from './both-families.ts'

const withAddresses = ['auto', 'dhcp', 'manual']

/** Puts the section ipv6; gives whether it can have routes. */
export function putIpv6(draft: Draft): boolean {
  const {keyfile} = draft
  const wanted = ipv6Method(draft)
  const addresses = withAddresses.includes(wanted) ? takeAddresses(draft) : []
  for (const [index, address] of addresses.entries()) {
    put(keyfile, {ipv6: {[`address${index + 1}`]: address}})
  }
  const method = wanted === 'manual' && addresses.length === 0 ? 'link-local' : wanted
  put(keyfile, {ipv6: {method}})
  if (method === 'ignore' || method === 'disabled') return false
  const never = neverDefault(draft, 6)
  const key = 'IPV6_DEFAULTGW'
  const gateway = takeGateway(draft, key)
  putGateway(draft, {section: 'ipv6', key, gateway, never, hasAddress: addresses.length > 0})
  putPrivacy(draft)
  putShared(draft, {family: 6, method, never})
  return true
}

function ipv6Method(draft: Draft): string {
  if (takeBoolean(draft, 'IPV6_DISABLED')) return 'disabled'
  if (!takeBoolean(draft, 'IPV6INIT')) return 'ignore'
  const otherwise = !takeBoolean(draft, 'IPV6FORWARDING')
  if (takeBoolean(draft, 'IPV6_AUTOCONF', {otherwise})) {
    take(draft, 'DHCPV6C')
    return 'auto'
  }
  if (takeBoolean(draft, 'DHCPV6C')) return 'dhcp'
  return has(draft, 'IPV6ADDR') || has(draft, 'IPV6ADDR_SECONDARIES') ? 'manual' : 'link-local'
}

function takeAddresses(draft: Draft): readonly string[] {
  return ['IPV6ADDR', 'IPV6ADDR_SECONDARIES'].flatMap(key =>
    take(draft, key)
      .split(/[ \t]+/)
      .filter(word => word !== '')
      .map(
        word =>
          withPrefix(word, {family: 6, otherwise: 64}) ??
          refuse(lineWith(draft, key), `${word} is not an IPv6 address`),
      ),
  )
}

function takeGateway(draft: Draft, key: string): string {
  const gateway = take(draft, key).replace(/%.*/s, '')
  if (gateway !== '' && !isIpv6(gateway)) {
    refuse(lineWith(draft, key), `${key}=${gateway} is not an IPv6 address`)
  }
  return gateway
}

const generationModes = ['eui64', 'stable-privacy', 'default', 'default-or-eui64']

function putPrivacy(draft: Draft): void {
  if (/^(rfc3041|rfc4941)$/.test(take(draft, 'IPV6_PRIVACY'))) {
    const prefersPublic = takeBoolean(draft, 'IPV6_PRIVACY_PREFER_PUBLIC_IP')
    put(draft.keyfile, {ipv6: {'ip6-privacy': prefersPublic ? 1 : 2}})
  }
  const mode = take(draft, 'IPV6_ADDR_GEN_MODE')
  if (generationModes.includes(mode)) put(draft.keyfile, {ipv6: {'addr-gen-mode': mode}})
}
