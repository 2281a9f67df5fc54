import type {Config} from '@livemode/config'
import type {EngineId} from '@livemode/live'
import type {CheckId} from '../checks/index.ts'
import type {FaultId} from '../faults/index.ts'
import type {MachineFaultId} from '../faults/machine/index.ts'
import type {BootFailure} from '../machine/failure.ts'
import type {MachineNetwork} from '../machine/network-arguments.ts'
import type {SourceMachine} from '../sources/source-machine.ts'

/** A machine, what is done to it, and what its boots must show. */
export interface Scenario {
  readonly description: string
  readonly tags: readonly string[]
  readonly source: SourceMachine
  /** What the live image is configured with, besides the defaults. */
  readonly settings?: Partial<Config>
  /** What upgrades the source; the probe unless told. */
  readonly engine?: EngineId
  readonly memoryMebibytes: number
  readonly networks?: readonly MachineNetwork[]
  /** The names of disks that the iSCSI target in one of its networks has, the same at every boot. */
  readonly iscsiDisks?: readonly string[]
  /** Three, if the machine has one more serial console than the harness needs. */
  readonly serialPorts?: 2 | 3
  /** `missing`: the initramfs is followed by none. */
  readonly machinePart?: 'missing'
  /** None: the source system is as `livemode install` leaves it. */
  readonly fault: FaultId | undefined
  /** One after the other, on the same disk. */
  readonly boots: readonly Boot[]
}

/** A boot that answers all checks, one that is only watched, one that fails in exactly one way, or one that must not be the last. */
export type Boot = CheckedBoot | WatchedBoot | FailingBoot | ReturningBoot

export interface Answer {
  readonly question: RegExp
  readonly text: string
  /** The console unless told. */
  readonly over?: 'ssh'
}

export interface CheckedBoot {
  /** Names the console's file. */
  readonly name: string
  readonly system: 'live' | 'source' | 'upgraded'
  readonly checks: readonly CheckId[]
  /** Kernel arguments of a live boot besides the planned ones. */
  readonly kernelArguments?: readonly string[]
  /** What is asked on its console while it starts, and what somebody enters there, or over ssh. */
  readonly answer?: Answer
  /** The live system may come first: an installation may have been complete when the power went. */
  readonly mayComeLate?: boolean
  /** What is done to the machine before its checks, or after them. */
  readonly fault?: MachineFaultId
  /**
   * How it ends; `reboot`: by itself; `restart`: as somebody wants it who is logged in; `panic`: by the
   * kernel's failure, after which the machine must reset; `start`: it goes to the live system without a reset.
   */
  readonly end: CheckedEnd | {readonly start: StartedBoot}
}

export type CheckedEnd = 'power-off' | 'reboot' | 'restart' | 'power-cut' | 'panic'

/** A live boot to which `livemode start` leads, in the same machine. */
export type StartedBoot =
  | (Pick<CheckedBoot, 'name' | 'checks'> & {readonly end: CheckedEnd})
  | Pick<ReturningBoot, 'name' | 'comesBack' | 'says'>

/** A boot of a live system that gives the harness no shell, and reboots by itself when its upgrade is done. */
export interface WatchedBoot {
  readonly name: string
  /** What its console has to say, one after the other. */
  readonly lines: readonly RegExp[]
}

/** A boot of the live system that cannot succeed: the machine must come back to the source by itself. */
export interface ReturningBoot {
  readonly name: string
  readonly comesBack: true
  /** Whether the machine has another TPM at this boot, which has none of its keys. */
  readonly hasOtherTpm?: boolean
  /** Whether the machine does not reach its iSCSI target at this boot. */
  readonly isTargetAway?: boolean
  /** Kernel arguments besides the planned ones. */
  readonly kernelArguments?: readonly string[]
  /** What its console has to say. */
  readonly says?: RegExp
}

export interface FailingBoot {
  readonly name: string
  /** Kernel arguments besides the planned ones. */
  readonly kernelArguments: readonly string[]
  readonly failure: BootFailure['id']
}
