import {
  type Device,
  type Host,
  iscsiTransport,
  type KernelArgument,
  type Mount,
  parseKernelCommandLine,
} from '@livemode/host'
import {type Reason, reasons} from './reason.ts'

/** Disks that a kernel and its modules find by themselves, by the names that it gives them. */
const foundByKernel = [
  /^(?:sd|vd|xvd|hd|dasd)[a-z]+$/,
  /^nvme\d+(?:c\d+)?n\d+$/,
  /^(?:mmcblk|pmem)\d+\w*$/,
  /^(?:loop|md|dm-|sr)\d/,
]

/** What is made of disks by programs that the live system has, see lsblk(8). */
const madeOfDisks = /^(?:part|lvm|crypt|mpath|md|raid\d+|linear|multipath|faulty|loop|rom|dm)$/

/** How disks are reached that only a program finds. */
const transports: Readonly<Record<string, string>> = {
  fcoe: 'FCoE',
  tcp: 'NVMe over TCP',
  rdma: 'NVMe over RDMA',
}

/** Arguments by which an initramfs brings up disks by iSCSI, in the words of several. */
const argumentsOfIscsi = /^rd\.iscsi(?:\.|$)|^(?:iscsi\w*|ISCSI_\w+)$/

/** The same for others. */
const argumentsOfOthers = /^rd\.(?:fcoe|nbd|nvmf)(?:\.|$)|^(?:fcoe|nbd|nvmf\.\w+|netroot|nbdroot)$/

/** Finds why the live system does not have a device below a mount; undefined where it has them all. */
export type FindUnreached = (mount: Mount) => Reason | undefined

/**
 * Finds the first device below a mount that the live system cannot bring up. It knows those disks that the kernel finds,
 * those that are reached by iSCSI as far as it is told, and what LVM, mdadm, cryptsetup and multipath make of them; whatever
 * else there is (bcache, DRBD, NBD, ZFS, Stratis, Ceph) has programs of its own.
 */
export function findUnreached(
  {devices}: Pick<Mount, 'devices'>,
  findIscsiReason: (disk: Device) => Reason | undefined,
): Reason | undefined {
  for (const device of devices) {
    const reason = findReason(device, findIscsiReason)
    if (reason !== undefined) return reason
  }
  return undefined
}

function findReason(
  device: Device,
  findIscsiReason: (disk: Device) => Reason | undefined,
): Reason | undefined {
  const {name, type, transport = ''} = device
  if (transport === iscsiTransport) return findIscsiReason(device)
  const network = transports[transport]
  if (network !== undefined) {
    return reasons.unreached(`the live system does not reach ${name}, by ${network}`)
  }
  const isKnown = type === 'disk' ? isFoundByKernel(name) : madeOfDisks.test(type)
  return isKnown
    ? undefined
    : reasons.unreached(`the live system has no programs for ${name} (${kindOf({name, type})})`)
}

const isFoundByKernel = (name: string) => foundByKernel.some(pattern => pattern.test(name))

const kindOf = ({name, type}: Pick<Device, 'name' | 'type'>) =>
  type === 'disk' ? name.replace(/[\d!].*$/, '') : type

/** The arguments of a machine by which its initramfs reaches disks in the network: by iSCSI, and otherwise. */
export const listNetworkDiskArguments = ({
  kernelCmdline,
}: Pick<Host, 'kernelCmdline'>): {
  readonly iscsi: readonly string[]
  readonly others: readonly string[]
} => {
  const given = parseKernelCommandLine(kernelCmdline).filter(({value}) => value !== '0')
  const isIscsi = ({name, value}: KernelArgument) =>
    argumentsOfIscsi.test(name) ||
    (name === 'ip' && value === 'ibft') ||
    (name === 'netroot' && value?.startsWith('iscsi') === true)
  const isOther = (argument: KernelArgument) =>
    !isIscsi(argument) && argumentsOfOthers.test(argument.name)
  const textsOf = (wanted: (argument: KernelArgument) => boolean) =>
    given.filter(wanted).map(({text}) => text)
  return {iscsi: textsOf(isIscsi), others: textsOf(isOther)}
}
