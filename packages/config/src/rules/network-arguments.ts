import {isIP, isIPv4} from 'node:net'

/** Gives what is wrong with the value of an argument, if anything is. */
type Check = (value: string) => string | undefined

/**
 * Splits a value at its colons. An IPv6 address stands in brackets, see dracut.cmdline(7); they are
 * taken off.
 */
const fieldsOf = (value: string): readonly string[] =>
  value.split(/:(?![^[]*\])/).map(field => field.replace(/^\[(.*)\]$/, '$1'))

const quoted = (value: string) => JSON.stringify(value)

/** The ways to get an address. */
export const methods: readonly string[] = [
  ...['dhcp', 'on', 'any', 'dhcp6', 'auto6', 'either6', 'link6', 'link-local', 'single-dhcp'],
  ...['ibft', 'none', 'off', 'static', 'auto', 'disabled'],
]

const address: Check = value =>
  isIP(value) === 0 ? `${quoted(value)} is no IP address` : undefined

const device: Check = value =>
  /^(?:[\w.@-]{1,15}|[\da-f]{2}(?:-[\da-f]{2}){5})$/i.test(value)
    ? undefined
    : `${quoted(value)} is no name of a network interface`

const devices: Check = value => firstOf(value.split(',').map(device))

const macAddress: Check = value =>
  /^[\da-f]{2}([:-])[\da-f]{2}(?:\1[\da-f]{2}){4}$/i.test(value)
    ? undefined
    : `${quoted(value)} is no MAC address`

const netmask: Check = value =>
  isIPv4(value) || (/^\d{1,3}$/.test(value) && Number(value) <= 128)
    ? undefined
    : `${quoted(value)} is no netmask and no prefix length`

const mtu: Check = value =>
  /^[1-9]\d{1,4}$/.test(value) ? undefined : `${quoted(value)} is no MTU`

const hostName: Check = value =>
  /^[\da-z](?:[\da-z.-]*[\da-z])?$/i.test(value) ? undefined : `${quoted(value)} is no host name`

const method: Check = value =>
  methods.includes(value)
    ? undefined
    : `${quoted(value)} is no way to get an address; there are ${methods.join(', ')}`

const flag: Check = value =>
  /^[01]$/.test(value) ? undefined : `must be 0 or 1, not ${quoted(value)}`

const seconds: Check = value =>
  /^\d+$/.test(value) ? undefined : `must be a number of seconds, not ${quoted(value)}`

const count: Check = value =>
  /^\d+$/.test(value) ? undefined : `must be a number, not ${quoted(value)}`

const text: Check = value => (value === '' ? 'is empty' : undefined)

const firstOf = (problems: readonly (string | undefined)[]) =>
  problems.find(problem => problem !== undefined)

const unlessEmpty = (check: Check, value = '') => (value === '' ? undefined : check(value))

/** What stands behind the method: MTU and MAC address, or up to two name servers, then an NTP server. */
function tail(fields: readonly string[]): string | undefined {
  const joined = fields.join(':')
  if (joined === '' || fields.every(field => field === '' || isIP(field) > 0)) return undefined
  const [first = '', ...rest] = fields
  return unlessEmpty(mtu, first) ?? unlessEmpty(macAddress, rest.join(':'))
}

const ip: Check = value => {
  const fields = fieldsOf(value)
  if (fields.length === 1) return method(value)
  const [first = '', second = ''] = fields
  if (fields.length <= 9 && methods.includes(second) && isIP(first) === 0) {
    return device(first) ?? tail(fields.slice(2))
  }
  if (fields.length < 7) return 'is none of the forms that ip= has'
  const [client = '', peer, gateway, mask, name, interfaceName, way = '', ...rest] = fields
  const isFixed = ['none', 'off', 'static'].includes(way) || client !== ''
  return firstOf([
    isFixed ? address(client) : undefined,
    unlessEmpty(address, peer),
    unlessEmpty(address, gateway),
    isFixed && mask === '' ? 'needs a netmask or a prefix length' : unlessEmpty(netmask, mask),
    unlessEmpty(hostName, name),
    unlessEmpty(device, interfaceName),
    method(way),
    tail(rest),
  ])
}

const route: Check = value => {
  const [net = '', gateway, interfaceName, ...rest] = fieldsOf(value)
  const [base = '', prefix] = net.split('/')
  if (isIP(base.replace(/^\[|\]$/g, '')) === 0 || prefix === undefined || rest.length > 0) {
    return 'must be NETWORK/PREFIX:GATEWAY[:INTERFACE]'
  }
  return firstOf([
    netmask(prefix.replace(/\]$/, '')),
    unlessEmpty(address, gateway),
    unlessEmpty(device, interfaceName),
    gateway === undefined ? 'must be NETWORK/PREFIX:GATEWAY[:INTERFACE]' : undefined,
  ])
}

/** `name:lower[:…]`: a device that dracut makes on top of others. */
const stacked =
  (shape: string, lower: Check, isRequired: boolean): Check =>
  value => {
    const [name = '', below = '', ...rest] = value.split(':')
    if (rest.length > shape.split(':').length - 2 || (isRequired && below === '')) {
      return `must be ${shape}`
    }
    return device(name) ?? unlessEmpty(lower, below)
  }

/** The arguments of dracut.cmdline(7), section "Network". */
export const networkArguments: Readonly<Record<string, Check>> = {
  ip,
  nameserver: value => address(value.replace(/^\[(.*)\]$/, '$1')),
  'rd.route': route,
  ifname: value => {
    const [name = '', ...mac] = value.split(':')
    return device(name) ?? macAddress(mac.join(':'))
  },
  bootdev: device,
  // The hardware type stands before the address, as PXELINUX writes it.
  BOOTIF: value => macAddress(value.replace(/^\d{2}-(?=(?:[\da-f]{2}-){5})/i, '')),
  bond: stacked('NAME[:INTERFACES[:OPTIONS[:MTU]]]', devices, false),
  team: stacked('NAME:INTERFACES[:RUNNER]', devices, true),
  bridge: stacked('NAME:INTERFACES', devices, true),
  vlan: stacked('NAME:INTERFACE', device, true),
  'rd.neednet': flag,
  'rd.peerdns': flag,
  'rd.bootif': flag,
  biosdevname: flag,
  'rd.net.dhcp.retry': count,
  'rd.net.dhcp.vendor-class': text,
  'rd.net.dhcp.client-id': text,
  'rd.net.dhcp.dscp': text,
  'rd.net.timeout.dhcp': seconds,
  'rd.net.timeout.iflink': seconds,
  'rd.net.timeout.ifup': seconds,
  'rd.net.timeout.route': seconds,
  'rd.net.timeout.ipv6dad': seconds,
  'rd.net.timeout.ipv6auto': seconds,
  'rd.net.timeout.carrier': seconds,
}
