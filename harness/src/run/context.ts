import type {PlannedFile} from '@livemode/config'
import type {Owner, Session} from '@livemode/container'
import type {Progress} from '@livemode/livemode'
import type {LimitFunction} from 'p-limit'
import type {Known} from '../checks/check.ts'
import type {ConsoleLine} from '../machine/console.ts'
import type {DiskWiring, MachineDisk} from '../machine/disk-arguments.ts'
import type {MachineHost} from '../machine/host.ts'
import type {Scenario} from '../scenarios/scenario.ts'
import type {Findings} from './result.ts'

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
  readonly host: MachineHost
  /** What checks ask the machines about. */
  readonly known: Known
  /** The folder of the artifacts. */
  readonly artifacts: string
  /** The planned kernel arguments of the live boot. */
  readonly liveArguments: string
  /** The kernel arguments with which the harness boots the source system. */
  readonly sourceArguments: string
  /** The files of the machine's own part; undefined: it is missing. */
  readonly machinePart: readonly PlannedFile[] | undefined
  /** The first one is that of the source system. */
  readonly disks: readonly PreparedDisk[]
  /** The firmware's variable store, as the installation left it; none: one that is new. */
  readonly variables: string | undefined
  /** The folder of this scenario's consoles and screens. */
  readonly out: string
  readonly progress: Progress
  readonly onConsole: RunContext['onConsole']
}

/** What machines write onto the disks of a scenario; gone at the end of the scope. */
export interface Writes extends AsyncDisposable {
  readonly disks: readonly MachineDisk[]
  /** The initramfs of the live image, with the machine's part behind it. */
  readonly initramfs: string
  /** The state of the machine's TPM, and of another one; undefined where it has none. */
  readonly tpms: {readonly own: string; readonly other: string} | undefined
  /** The keys of the Tang servers. */
  readonly tang: string
  /** The disks of the machine's iSCSI target; undefined where it has none. */
  readonly iscsiDisks: string | undefined
  /** The firmware's variables: what one boot enters there, the next one finds. */
  readonly variables: string | undefined
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
