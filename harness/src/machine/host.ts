import type {Engine, Owner} from '@livemode/container'
import type {Accelerator} from './accelerators/index.ts'

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

/** The hardware of one machine, what is started on it, and how. */
export interface MachineOptions {
  readonly kernel: string
  readonly initramfs?: string
  readonly kernelArguments: string
  /** A raw disk, which stays as it is, and the layer over it that takes what the machine writes. */
  readonly disk?: {readonly file: string; readonly overlay: string}
  readonly memoryMebibytes?: number
  readonly processors?: number
}
