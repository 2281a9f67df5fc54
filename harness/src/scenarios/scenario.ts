import type {FileSystemId} from '../disks/file-systems/index.ts'
import type {FaultId} from '../faults/index.ts'
import type {BootFailure} from '../machine/failure.ts'

/** A machine, what is done to it, and what must come of it. */
export interface Scenario {
  readonly description: string
  readonly tags: readonly string[]
  readonly source: SourceMachine
  readonly memoryMebibytes: number
  /** None: the source system is as `livemode install` leaves it. */
  readonly fault: FaultId | undefined
  readonly expectation: Expectation
}

export interface SourceMachine {
  readonly fileSystem: FileSystemId
  /** The UUID of the file system. */
  readonly uuid: string
  readonly hostname: string
}

/** Either the whole way to the upgraded machine, or boots that each fail in exactly one way. */
export type Expectation =
  | {readonly kind: 'upgrade'}
  | {readonly kind: 'failures'; readonly boots: readonly FailingBoot[]}

export interface FailingBoot {
  readonly name: string
  /** Kernel arguments besides the planned ones. */
  readonly kernelArguments: readonly string[]
  readonly failure: BootFailure['id']
}
