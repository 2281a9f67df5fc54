import {type Draft, has, lineWith, take, takeBoolean, takeNumber} from '../profile/draft.ts'
import {put} from '../profile/keyfile.ts'
import {textOf} from '../source/variables.ts'
import {type Family, isAddress} from './addresses.ts'
import {putRouting} from './routing.ts'

/** Whether the interface gets no default route: its own file says so, or the one for all interfaces does. */
export function neverDefault(draft: Draft, family: Family): boolean {
  const only = textOf(draft.ifcfg.common, family === 4 ? 'GATEWAYDEV' : 'IPV6_DEFAULTDEV')
  if (only !== '' && only !== draft.device) return true
  return !takeBoolean(draft, family === 4 ? 'DEFROUTE' : 'IPV6_DEFROUTE', {otherwise: true})
}

interface Gateway {
  readonly section: string
  /** The variable that gives it. */
  readonly key: string
  readonly gateway: string | undefined
  readonly never: boolean
  readonly hasAddress: boolean
}

/** Puts the gateway of the static addresses; what DHCP and router advertisements say comes beside it. */
export function putGateway(
  draft: Draft,
  {section, key, gateway, never, hasAddress}: Gateway,
): void {
  if (gateway === undefined || gateway === '' || never) return
  if (hasAddress) put(draft.keyfile, {[section]: {gateway}})
  else {
    draft.messages.push(`${lineWith(draft, key)}: ${key} is not carried over: there is no address`)
  }
}

interface Shared {
  readonly family: Family
  readonly method: string
  readonly never: boolean
}

/** Puts what both families have, under names of their own. */
export function putShared(draft: Draft, {family, method, never}: Shared): void {
  const section = `ipv${family}`
  const prefix = family === 4 ? '' : 'IPV6_'
  const isOff = (key: string) => !takeBoolean(draft, key, {otherwise: true})
  put(draft.keyfile, {
    [section]: {
      'never-default': never ? 'true' : undefined,
      'ignore-auto-dns': isOff(`${prefix}PEERDNS`) ? 'true' : undefined,
      'ignore-auto-routes': isOff(`${prefix}PEERROUTES`) ? 'true' : undefined,
      'may-fail': takeBoolean(draft, `IPV${family}_FAILURE_FATAL`) ? 'false' : undefined,
      'route-metric': takeNumber(draft, `IPV${family}_ROUTE_METRIC`, {range: [-1, 0xffffffff]}),
    },
  })
  if (/^(auto|dhcp|manual)$/.test(method)) putDomainServers(draft, {family, section})
  putRouting(draft, family)
}

function putDomainServers(
  draft: Draft,
  {family, section}: {readonly family: Family; readonly section: string},
): void {
  const servers = Array.from({length: 100}, (_, number) => `DNS${number}`)
    .filter(key => has(draft, key) && isAddress(textOf(draft.variables, key), family))
    .map(key => `${take(draft, key)};`)
  put(draft.keyfile, {[section]: {dns: servers.join('')}})
  // One list of domains for both; the other family's own is read too.
  const common = draft.taken.has('DOMAIN') ? '' : take(draft, 'DOMAIN')
  const domains = `${common} ${family === 6 ? take(draft, 'IPV6_DOMAIN') : ''}`
    .replace(/[ ,\t]+/g, ';')
    .replace(/^;|;$/g, '')
  if (domains === '') return
  if (/^[A-Za-z0-9._;~-]+$/.test(domains)) {
    put(draft.keyfile, {[section]: {'dns-search': `${domains};`}})
  } else {
    draft.messages.push(`${draft.file}: DOMAIN is not a list of domains; it is left out`)
  }
}
