import {putIpv4} from '../ip/ipv4.ts'
import {putIpv6} from '../ip/ipv6.ts'
import {tellUnreadRouting} from '../ip/routing.ts'
import type {Ifcfg} from '../source/ifcfg.ts'
import {problemsOf} from '../source/variables.ts'
import {putBridge} from './bridge.ts'
import {
  type Draft,
  has,
  lineWith,
  Refusal,
  refuse,
  startDraft,
  take,
  takeBoolean,
  takeNumber,
  tell,
  untaken,
} from './draft.ts'
import {putEthernet} from './ethernet.ts'
import {escapeKeyfile, put, renderKeyfile} from './keyfile.ts'
import {type Kind, takeKind} from './kind.ts'
import {putOptions} from './options.ts'
import {portType, putPort} from './port.ts'
import {isInterface, isUuid} from './values.ts'
import {putVlan} from './vlan.ts'

export interface Profile {
  /** The text of the keyfile; undefined where the file is left out as a whole. */
  readonly keyfile: string | undefined
  /** What has no place in the keyfile. */
  readonly messages: readonly string[]
}

/** Makes the keyfile that NetworkManager needs for the profile of an ifcfg file. */
export function renderProfile(ifcfg: Ifcfg): Profile {
  const draft = startDraft(ifcfg)
  try {
    fillDraft(draft)
    return {keyfile: renderKeyfile(draft.keyfile), messages: draft.messages}
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return {keyfile: undefined, messages: [...draft.messages, error.message]}
  }
}

function fillDraft(draft: Draft): void {
  const {device, file, variables, messages} = draft
  tell(draft, problemsOf(file, draft.ifcfg.parsed))
  if (device !== '' && !isInterface(device)) {
    refuse(lineWith(draft, 'DEVICE'), `DEVICE=${device} is not an interface`)
  }
  const kind = takeKind(draft)
  putConnection(draft, kind)
  const port = portType(draft)
  const controller = port === undefined ? undefined : putPort(draft, port)
  putDevice(draft, kind)
  if (port === 'bridge') putOptions(draft, {section: 'bridge-port', key: 'BRIDGING_OPTS'})
  if (port === undefined) putFamilies(draft)
  else takeAll(draft, [...ofPorts, ...ofIpv4, ...ofIpv6])
  takeAll(draft, notes)
  const why = controller === undefined ? '' : `: it is a port of ${controller}`
  for (const {key, line} of untaken(variables, draft.taken)) {
    messages.push(`${file}:${line}: ${key} is not carried over${why}`)
  }
}

function putConnection(draft: Draft, kind: Kind): void {
  const {device, ifcfg, keyfile, messages} = draft
  const name = take(draft, 'NAME')
  const uuid = take(draft, 'UUID')
  if (uuid !== '' && !isUuid(uuid)) {
    messages.push(
      `${lineWith(draft, 'UUID')}: UUID=${uuid} is not a UUID; the one of the file's name is taken`,
    )
  }
  put(keyfile, {
    connection: {
      id: escapeKeyfile(name === '' ? `System ${ifcfg.name}` : name),
      uuid: ifcfg.uuid,
      type: kind,
      'interface-name': isNamedLater(draft, kind) ? undefined : device,
      autoconnect: takeBoolean(draft, 'ONBOOT', {otherwise: true}) ? undefined : 'false',
      'autoconnect-priority': takeNumber(draft, 'AUTOCONNECT_PRIORITY', {range: [-999, 999]}),
      zone: escapeKeyfile(take(draft, 'ZONE')),
    },
  })
  if (!takeBoolean(draft, 'NM_CONTROLLED', {otherwise: true})) {
    messages.push(
      `${lineWith(draft, 'NM_CONTROLLED')}: NM_CONTROLLED=no; NetworkManager takes it here, where nothing else would`,
    )
  }
  // What is set to nothing need not be told.
  if (take(draft, 'PROXY_METHOD').toLowerCase() !== 'none') draft.taken.delete('PROXY_METHOD')
  if (takeBoolean(draft, 'BROWSER_ONLY')) draft.taken.delete('BROWSER_ONLY')
}

/**
 * The network scripts give the interface with a hardware address the name in DEVICE, which it need not have before: by
 * its name nobody would find it here.
 */
const isNamedLater = (draft: Draft, kind: Kind): boolean =>
  kind === 'ethernet' && has(draft, 'HWADDR')

function putDevice(draft: Draft, kind: Kind): void {
  if (kind !== 'ethernet' && draft.device === '') refuse(draft.file, 'there is no DEVICE')
  putEthernet(draft)
  if (kind === 'bond') putOptions(draft, {section: 'bond', key: 'BONDING_OPTS'})
  if (kind === 'vlan') putVlan(draft)
  if (kind === 'bridge') putBridge(draft)
}

function putFamilies(draft: Draft): void {
  const hasIpv4 = putIpv4(draft)
  const hasIpv6 = putIpv6(draft)
  if (!hasIpv4) {
    tellUnreadRouting(draft, 4)
    takeAll(draft, ofIpv4)
  }
  if (!hasIpv6) {
    tellUnreadRouting(draft, 6)
    takeAll(draft, ofIpv6)
  }
}

// Variables that say nothing where there is no such family, or where a port has none at all.
const ofIpv4 = ['DEFROUTE', 'PEERDNS', 'PEERROUTES', 'IPV4_FAILURE_FATAL']
const ofIpv6 = [
  'DHCPV6C',
  'IPV6_ADDR_GEN_MODE',
  'IPV6_AUTOCONF',
  'IPV6_DEFROUTE',
  'IPV6_FAILURE_FATAL',
  'IPV6_PEERDNS',
  'IPV6_PEERROUTES',
  'IPV6_PRIVACY',
]
const ofPorts = ['BOOTPROTO', 'IPV6INIT']

// Variables for the tools of the source system.
const notes = [
  'ARPCHECK',
  'ARPING_WAIT',
  'BROADCAST',
  'HOTPLUG',
  'LAST_CONNECT',
  'NETWORK',
  'SLAVE',
  'USERCTL',
]

function takeAll(draft: Draft, keys: readonly string[]): void {
  for (const key of keys) take(draft, key)
}
