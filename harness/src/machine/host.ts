import type {Engine, Owner} from '@livemode/container'
import type {Accelerator} from './accelerators/accelerator.ts'
import type {MachineDisk} from './disk-arguments.ts'
import type {FirmwareId} from './firmware/index.ts'
import type {MachineNetwork} from './network-arguments.ts'

/** What all machines of one piece of work have in common. */
export interface MachineHost {
  readonly engine: Engine
  readonly owner: Owner
  /** The image that has QEMU. */
  readonly toolbox: string
  readonly accelerator: Accelerator
  /** Ends every machine at once. */
  readonly signal: AbortSignal
}

/** A kernel that comes from the host and not from a disk of the machine. */
export interface MachineKernel {
  readonly file: string
  readonly initramfs?: string
  readonly arguments: string
}

/** The hardware of one machine, what is started on it, and how. */
export interface MachineOptions {
  /** Started by QEMU itself; none: the firmware starts what it finds on the disks. */
  readonly kernel?: MachineKernel
  /** `bios` unless told. */
  readonly firmware?: FirmwareId
  /** The firmware's variable store, which the machine changes; UEFI needs one. */
  readonly variables?: string | undefined
  /** In the order of their names: the first that is no multipath disk is `/dev/vda`. */
  readonly disks?: readonly MachineDisk[]
  readonly networks?: readonly MachineNetwork[]
  /** The file that the networks' servers have. */
  readonly served?: string
  readonly memoryMebibytes?: number
  readonly processors?: number
  /** Three, if the machine has one more on which nobody listens. */
  readonly serialPorts?: 2 | 3
  /** The folder with the state of its TPM, which the machine changes; none: it has no TPM. */
  readonly tpm?: string | undefined
  /** The folder with the keys of the networks' Tang servers. */
  readonly tang?: string | undefined
  /** The folder with the disks of its iSCSI target; none: it has no target. */
  readonly iscsiDisks?: string | undefined
}
