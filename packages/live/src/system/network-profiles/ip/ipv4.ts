import {type Draft, has, lineWith, refuse, take, tell} from '../profile/draft.ts'
import {escapeKeyfile, put} from '../profile/keyfile.ts'
import {refuseKind} from '../profile/kind.ts'
import {isNo} from '../profile/values.ts'
import {problemsOf, textOf} from '../source/variables.ts'
import {isInNetwork, isIpv4, isPrefix, prefixOfClass, prefixOfNetmask} from './addresses.ts'
import {neverDefault, putGateway, putShared} from './both-families.ts'

interface Ipv4Address {
  readonly address: string
  readonly prefix: string
}

/** The ends of IPADDR, IPADDR0 to IPADDR255, and of what goes with each of them. */
const suffixes = ['', ...Array.from({length: 256}, (_, number) => String(number))]

/**
 * Puts the section ipv4; gives whether it can have routes. NetworkManager refuses a profile as a whole when it has
 * what its method does not allow, so that is told and left out, here and in `putIpv6`.
 */
export function putIpv4(draft: Draft): boolean {
  const {keyfile} = draft
  const wanted = ipv4Method(draft)
  const addresses = wanted === 'link-local' ? [] : takeAddresses(draft)
  for (const [index, {address, prefix}] of addresses.entries()) {
    put(keyfile, {ipv4: {[`address${index + 1}`]: `${address}/${prefix}`}})
  }
  const method = wanted === 'manual' && addresses.length === 0 ? 'disabled' : wanted
  put(keyfile, {ipv4: {method}})
  const never = neverDefault(draft, 4)
  const own = takeGateway(draft)
  const gateway = own?.address ?? commonGateway(draft, addresses)
  const key = own?.key ?? 'GATEWAY'
  putGateway(draft, {section: 'ipv4', key, gateway, never, hasAddress: addresses.length > 0})
  if (method === 'disabled') return false
  putShared(draft, {family: 4, method, never})
  put(keyfile, {ipv4: {'dhcp-hostname': escapeKeyfile(take(draft, 'DHCP_HOSTNAME'))}})
  put(keyfile, {ipv4: {'dhcp-client-id': escapeKeyfile(take(draft, 'DHCP_CLIENT_ID'))}})
  return true
}

function ipv4Method(draft: Draft): string {
  const protocol = take(draft, 'BOOTPROTO').toLowerCase()
  if (protocol === 'dhcp' || protocol === 'bootp') return 'auto'
  if (protocol === 'autoip') return 'link-local'
  if (protocol === 'shared') return 'shared'
  if (!['', 'none', 'static'].includes(protocol)) refuseKind(draft, 'BOOTPROTO')
  const hasAddress = suffixes.some(suffix => has(draft, `IPADDR${suffix}`))
  return hasAddress || draft.ifcfg.aliases.length > 0 ? 'manual' : 'disabled'
}

function takeAddresses(draft: Draft): readonly Ipv4Address[] {
  const own = suffixes
    .filter(suffix => take(draft, `IPADDR${suffix}`) !== '')
    .map(suffix =>
      parseAddress(lineWith(draft, `IPADDR${suffix}`), {
        address: take(draft, `IPADDR${suffix}`),
        prefix: take(draft, `PREFIX${suffix}`),
        mask: take(draft, `NETMASK${suffix}`),
      }),
    )
  return [...own, ...takeAliases(draft)]
}

/** The addresses of an interface's aliases are further ones of its own. */
function takeAliases(draft: Draft): readonly Ipv4Address[] {
  const addresses: Ipv4Address[] = []
  for (const {file, parsed} of draft.ifcfg.aliases) {
    const {variables} = parsed
    tell(draft, problemsOf(file, parsed))
    if (isNo(textOf(variables, 'ONPARENT'))) {
      draft.messages.push(`${file}: ONPARENT=no; the address is left out`)
      continue
    }
    addresses.push(
      parseAddress(file, {
        address: textOf(variables, 'IPADDR'),
        prefix: textOf(variables, 'PREFIX'),
        mask: textOf(variables, 'NETMASK'),
      }),
    )
  }
  return addresses
}

function parseAddress(
  where: string,
  {address, prefix, mask}: Ipv4Address & {readonly mask: string},
): Ipv4Address {
  if (!isIpv4(address)) refuse(where, `${address} is not an IPv4 address`)
  if (prefix !== '') {
    return isPrefix(prefix, 4) ? {address, prefix} : refuse(where, `${prefix} is not a prefix`)
  }
  if (mask === '') return {address, prefix: String(prefixOfClass(address))}
  const ofMask = prefixOfNetmask(mask) ?? 0
  return ofMask > 0 ? {address, prefix: String(ofMask)} : refuse(where, `${mask} is not a netmask`)
}

function takeGateway(draft: Draft): {readonly key: string; readonly address: string} | undefined {
  for (const suffix of suffixes) {
    const key = `GATEWAY${suffix}`
    const address = take(draft, key)
    if (address === '' || address === '0.0.0.0') continue
    if (!isIpv4(address)) refuse(lineWith(draft, key), `${key}=${address} is not an IPv4 address`)
    return {key, address}
  }
  return undefined
}

/** The gateway in /etc/sysconfig/network is everyone's who reaches it. */
function commonGateway({ifcfg}: Draft, addresses: readonly Ipv4Address[]): string | undefined {
  const gateway = textOf(ifcfg.common, 'GATEWAY')
  const reaches = ({address, prefix}: Ipv4Address) =>
    isInNetwork(gateway, {of: address, prefix: Number(prefix)})
  return isIpv4(gateway) && addresses.some(reaches) ? gateway : undefined
}
