import type {Config, PlannedFile} from '@livemode/config'
import type {Owner, Session} from '@livemode/container'
import type {Manifest} from '@livemode/image'
import type {Progress} from '@livemode/livemode'
import type {LimitFunction} from 'p-limit'
import type {ConsoleLine} from '../machine/console.ts'
import type {DiskWiring} from '../machine/disk-arguments.ts'
import type {MachineHost} from '../machine/host.ts'
import type {Scenario} from '../scenarios/scenario.ts'
import type {Writes} from './boot-machine.ts'
import type {Findings} from './result.ts'
import type {SshKey} from './ssh-key.ts'

/** What all scenarios of one run have in common. */
export interface RunContext {
  readonly session: Session
  readonly owner: Owner
  /** A folder for what can be made again: artifacts, disks. */
  readonly cache: string
  /** A folder for the consoles and screens; each scenario gets one of its own in it. */
  readonly out: string
  readonly progress: Progress
  /** Makes what scenarios need one at a time. */
  readonly preparing: LimitFunction
  /** A folder of artifacts to boot, instead of those that the scenario's plan gives. */
  readonly artifacts?: string | undefined
  readonly onConsole?: ((line: ConsoleLine) => void) | undefined
}

/** A disk as it is before a machine writes to it. */
export interface PreparedDisk extends DiskWiring {
  readonly file: string
}

/** A scenario with everything made that its machines need. */
export interface Prepared {
  readonly scenario: Scenario
  readonly config: Config
  readonly host: MachineHost
  readonly manifest: Manifest
  /** The folder of the artifacts. */
  readonly artifacts: string
  /** The planned kernel arguments of the live boot. */
  readonly liveArguments: string
  /** The kernel arguments with which the harness boots the source system. */
  readonly sourceArguments: string
  /** What the source system says is its kernel command line. */
  readonly sourceCmdline: string
  /** Where the live system finds the source's root. */
  readonly sourceRoot: string
  /** The files of the machine's own part; undefined: it is missing. */
  readonly machinePart: readonly PlannedFile[] | undefined
  /** Where the live image lies: the path in its file system, and the UUID of that. */
  readonly image: {readonly path: string; readonly uuid: string}
  readonly sshKey: SshKey
  /** The first one is that of the source system. */
  readonly disks: readonly PreparedDisk[]
  /** The firmware's variable store, as the installation left it; none: one that is new. */
  readonly variables: string | undefined
  /** The folder of this scenario's consoles and screens. */
  readonly out: string
  readonly progress: Progress
  readonly onConsole: RunContext['onConsole']
}

/** What a boot of a scenario works with. */
export interface BootContext {
  readonly session: Session
  readonly prepared: Prepared
  readonly writes: Writes
  readonly findings: Findings
  /** What checks have noted for those of later boots. */
  readonly notes: Map<string, string>
}
