import {isIPv4, isIPv6} from 'node:net'

export type Family = 4 | 6

export const families: readonly Family[] = [4, 6]

export const isIpv4 = (text: string): boolean => isIPv4(text)

/** One without a zone: what goes into a keyfile has none. */
export const isIpv6 = (text: string): boolean => isIPv6(text) && !text.includes('%')

export const isAddress = (text: string, family: Family): boolean =>
  family === 4 ? isIpv4(text) : isIpv6(text)

export const addressBits = (family: Family): number => (family === 4 ? 32 : 128)

export const isPrefix = (text: string, family: Family): boolean =>
  /^[0-9]{1,3}$/.test(text) && Number(text) <= addressBits(family)

/** Every netmask that is one, by its text. */
const netmasks = new Map(
  Array.from({length: 33}, (_, prefix) => [
    [0, 8, 16, 24]
      .map(before => 256 - 2 ** (8 - Math.min(8, Math.max(0, prefix - before))))
      .join('.'),
    prefix,
  ]),
)

/** The prefix of a netmask such as 255.255.254.0; undefined for what is none, such as 255.0.255.0. */
export const prefixOfNetmask = (mask: string): number | undefined => netmasks.get(mask)

/** The prefix that an IPv4 address without one has, as the network scripts compute it. */
export function prefixOfClass(address: string): number {
  const first = Number(address.split('.')[0])
  if (first < 128) return 8
  return first < 192 ? 16 : 24
}

/** Whether two IPv4 addresses are in one network, by the length of its prefix. */
export const isInNetwork = (
  address: string,
  {of, prefix}: {readonly of: string; readonly prefix: number},
): boolean => {
  const size = 2 ** (32 - prefix)
  return Math.floor(asNumber(address) / size) === Math.floor(asNumber(of) / size)
}

const asNumber = (address: string): number =>
  address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)

/** ADDRESS or ADDRESS/PREFIX, always with the prefix; undefined for what is neither. */
export function withPrefix(
  text: string,
  {family, otherwise = addressBits(family)}: {readonly family: Family; readonly otherwise?: number},
): string | undefined {
  const slash = text.indexOf('/')
  const address = slash < 0 ? text : text.slice(0, slash)
  let prefix = slash < 0 ? String(otherwise) : text.slice(slash + 1)
  if (family === 4 && prefix.includes('.')) prefix = String(prefixOfNetmask(prefix))
  return isAddress(address, family) && isPrefix(prefix, family) ? `${address}/${prefix}` : undefined
}
