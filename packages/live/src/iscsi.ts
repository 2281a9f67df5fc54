import {type Config, isNetworkArgument, ownConfigFile} from '@livemode/config'
import {
  type Device,
  flattenMounts,
  type Host,
  type IscsiPortal,
  type IscsiSession,
  type Mount,
  parseKernelCommandLine,
} from '@livemode/host'
import {planSupportRemedy, planSupportState, type SupportPlace} from './device-support/state.ts'
import type {ImageSource} from './image-source.ts'
import {type FindUnreached, findUnreached} from './machine/reached-devices.ts'
import {type Reason, reasons} from './machine/reason.ts'
import {isOfSystem} from './unlocking.ts'

/** What a machine's disks in the network are reached with in its live boot. */
export interface ReachPlace extends SupportPlace {
  readonly config: Pick<Config, 'device_support' | 'dracut_network' | 'setup_network_manager'>
  readonly host: Host
  /** Where the image comes from. */
  readonly image: ImageSource
}

/** Plans by what a mount is looked at that may be on such disks. */
export function planReach(place: ReachPlace): FindUnreached {
  const early = new Set(planIscsiSessions(place).map(keyOf))
  const hasEarlyNetwork = planNetworkArguments(place).length > 0
  return mount =>
    findUnreached(mount, disk => findIscsiReason(disk, {...place, mount, early, hasEarlyNetwork}))
}

/** The sessions that the initramfs logs in for, each once: those below the image and the system. */
export const planIscsiSessions = ({
  host,
  image,
}: Pick<ReachPlace, 'host' | 'image'>): readonly IscsiSession[] => {
  const sessions = flattenMounts(host.mounts)
    .filter(mount => isOfSystem(mount, image))
    .flatMap(({devices}) => devices.flatMap(({iscsi}) => iscsi ?? []))
  return [...new Map(sessions.map(session => [keyOf(session), session])).values()]
}

const keyOf = ({target, address, port}: IscsiPortal) => [target, address, port].join(' ')

/**
 * Plans the network arguments of the initramfs: those of the configuration. Where that has none, and the system is reached by
 * iSCSI, those by which the source's own initramfs gets there.
 */
export function planNetworkArguments({
  config,
  host,
  image,
}: Pick<ReachPlace, 'config' | 'host' | 'image'>): readonly string[] {
  const {dracut_network, device_support} = config
  if (dracut_network !== null) return dracut_network.split(/\s+/).filter(word => word !== '')
  const isNeeded = device_support.includes('iscsi') && planIscsiSessions({host, image}).length > 0
  return isNeeded ? listSourceNetwork(host) : []
}

/**
 * Firmware that has started the machine from such a disk tells its network, too, whatever the initramfs calls that. Without the
 * second word dracut does not load what reads it.
 */
const byFirmware = ['ip=ibft', 'rd.iscsi.firmware=1']
const firmwareArguments = ['rd.iscsi.firmware', 'rd.iscsi.ibft', 'iscsi_firmware', 'iscsi_auto']

function listSourceNetwork({kernelCmdline}: Pick<Host, 'kernelCmdline'>): readonly string[] {
  const source = parseKernelCommandLine(kernelCmdline)
  const words = source.map(({text}) => text).filter(isNetworkArgument)
  if (words.some(word => word.startsWith('ip=') && word !== 'ip=ibft')) return words
  const isByFirmware = source.some(
    ({name, value, text}) =>
      (firmwareArguments.includes(name) && value !== '0') || text === 'ip=ibft',
  )
  const others = words.filter(word => word !== 'ip=ibft')
  return isByFirmware ? [...others, ...byFirmware] : []
}

interface Reached extends ReachPlace {
  readonly mount: Mount
  /** What the initramfs logs in to. */
  readonly early: ReadonlySet<string>
  /** Whether the initramfs brings up a network. */
  readonly hasEarlyNetwork: boolean
}

/** Why the live boot does not have a disk that is reached by iSCSI; undefined where it has. */
function findIscsiReason({name, iscsi}: Device, place: Reached): Reason | undefined {
  const {image, mount, early} = place
  const state = planSupportState('iscsi', place)
  if (state !== 'there') return reasons.noIscsi(name, planSupportRemedy('iscsi', state))
  if (iscsi === undefined) return reasons.iscsiNotKnown(name)
  if (iscsi.driver !== 'iscsi_tcp') return reasons.iscsiByOther(name, iscsi.driver)
  if (iscsi.record === null) return reasons.iscsiNotRecorded(name, iscsi)
  const isEarly = isOfSystem(mount, image) || early.has(keyOf(iscsi))
  const network = isEarly ? planEarlyNetwork(place) : planLateNetwork(place)
  if (network !== undefined) return reasons.iscsiWithoutNetwork(name, network)
  if (isEarly || iscsi.record.startup === 'automatic') return undefined
  return reasons.iscsiByHand(name, {...iscsi, startup: iscsi.record.startup})
}

/** What has no network, and what would give it one; undefined where it has. */
const planEarlyNetwork = ({hasEarlyNetwork}: Reached) =>
  hasEarlyNetwork
    ? undefined
    : {
        what: 'the initramfs',
        remedy: `set dracut_network in ${ownConfigFile}, e.g. to ip=dhcp`,
      }

/** What the initramfs has brought up stays. */
const planLateNetwork = ({config, hasEarlyNetwork}: Reached) =>
  config.setup_network_manager || hasEarlyNetwork
    ? undefined
    : {what: 'the live system', remedy: `set setup_network_manager in ${ownConfigFile}`}
