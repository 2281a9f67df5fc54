import type {Owner, Session} from '@livemode/container'
import type {Manifest} from '@livemode/image'
import type {Progress} from '@livemode/livemode'
import type {ConsoleLine} from '../machine/console.ts'
import type {MachineHost} from '../machine/host.ts'
import type {Scenario} from '../scenarios/scenario.ts'

/** What all scenarios of one run have in common. */
export interface RunContext {
  readonly session: Session
  readonly owner: Owner
  /** A folder for what can be made again: artifacts, disks. */
  readonly cache: string
  /** A folder for the consoles and screens; each scenario gets one of its own in it. */
  readonly out: string
  readonly progress: Progress
  /** A folder of artifacts to boot, instead of those that the scenario's plan gives. */
  readonly artifacts?: string | undefined
  readonly onConsole?: ((line: ConsoleLine) => void) | undefined
}

/** A scenario with everything made that its machines need. */
export interface Prepared {
  readonly scenario: Scenario
  readonly host: MachineHost
  readonly manifest: Manifest
  /** The folder of the artifacts. */
  readonly artifacts: string
  /** The planned kernel arguments of the live boot. */
  readonly liveArguments: string
  /** Where the live image lies on the source system. */
  readonly imagePath: string
  readonly disk: string
  /** The folder of this scenario's consoles and screens. */
  readonly out: string
  readonly progress: Progress
  readonly onConsole: RunContext['onConsole']
}
