import {type Device, type Host, type Mount, parseKernelCommandLine} from '@livemode/host'

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
  iscsi: 'iSCSI',
  fcoe: 'FCoE',
  tcp: 'NVMe over TCP',
  rdma: 'NVMe over RDMA',
}

/** Arguments by which an initramfs brings such disks up, in the words of several. */
const argumentsOfNetworkDisks =
  /^rd\.(?:iscsi|fcoe|nbd|nvmf)(?:\.|$)|^(?:iscsi\w*|fcoe|nbd|nvmf\.\w+|netroot|nbdroot|ISCSI_\w+)$/

/**
 * The device below a mount that the live system cannot bring up, and why; undefined where it can. It knows those
 * disks that the kernel finds, and what LVM, mdadm, cryptsetup and multipath make of them; whatever else there is
 * (bcache, DRBD, NBD, ZFS, Stratis, Ceph) has programs of its own.
 */
export function findUnreached({devices}: Pick<Mount, 'devices'>): string | undefined {
  for (const {name, type, transport} of devices) {
    const network = transports[transport ?? '']
    if (network !== undefined) return `the live system does not reach ${name}, by ${network}`
    const isKnown = type === 'disk' ? isFoundByKernel(name) : madeOfDisks.test(type)
    if (!isKnown) return `the live system has no programs for ${name} (${kindOf({name, type})})`
  }
  return undefined
}

const isFoundByKernel = (name: string) => foundByKernel.some(pattern => pattern.test(name))

const kindOf = ({name, type}: Pick<Device, 'name' | 'type'>) =>
  type === 'disk' ? name.replace(/[\d!].*$/, '') : type

/** The arguments of a machine by which its initramfs reaches disks in the network. */
export const listNetworkDiskArguments = ({
  kernelCmdline,
}: Pick<Host, 'kernelCmdline'>): readonly string[] =>
  parseKernelCommandLine(kernelCmdline)
    .filter(
      ({name, value}) =>
        value !== '0' &&
        (argumentsOfNetworkDisks.test(name) || (name === 'ip' && value === 'ibft')),
    )
    .map(({text}) => text)
