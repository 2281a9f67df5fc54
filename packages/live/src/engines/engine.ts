import type {UpgradeResult} from '@livemode/config'
import type {Mount} from '@livemode/host'
import type {Menu, Resume} from '../facts.ts'
import type {LiveSystem} from '../system/live-system.ts'
import type {RoomNeed} from './room-need.ts'

/** What upgrades the source system, phase by phase; a module each, whose default export it is. */
export interface Engine {
  /** A sentence for the help, without its full stop. */
  readonly does: string
  /**
   * In their order: those that change nothing first. A run that finds the record of one that was interrupted goes
   * on with the phase that it names, so that each can be repeated.
   */
  readonly phases: readonly [Phase, ...Phase[]]
  /** What the phases may need on the source's disk, all together. */
  readonly needs?: (context: EngineContext) => readonly RoomNeed[]
  /** Has the source's state in an order in which it can be asked; before `measure`, and changes nothing where that is so. */
  readonly mend?: (context: EngineContext) => void
  /**
   * Puts in order what a loss of power may have left, whatever phase it has met: before the phases of a run that goes on
   * with a changed source. Gives the phase that has to be repeated for it. What it throws is told, and the run goes on.
   */
  readonly resume?: (context: EngineContext) => Promise<string | undefined>
  /**
   * How much of what it has to do is in place: a number that grows with each step, and that a repeated run reaches again
   * at least. It is asked before `resume`, which may take steps back.
   */
  readonly measure?: (context: EngineContext) => number
}

export interface Phase {
  readonly name: string
  /** Whether it changes the source. From then on no failure leads back to the source as it was. */
  readonly changes: boolean
  /** Its share of the time that the upgrade takes, to be compared with the others'; 1 unless said. */
  readonly weight?: number
  /** Throws a `Refusal` whose message is the reason, a sentence; anything else is a defect. */
  readonly run: (context: EngineContext) => Promise<void>
}

export interface EngineContext {
  readonly live: LiveSystem
  /** Where the source's root is. */
  readonly root: string
  /** What is mounted in the live system. */
  readonly mounts: readonly Mount[]
  /** What the kernel calls the file system of the source's root, `UUID=…` where it has one. */
  readonly rootDevice: string
  /** The checksum of the plan that lies with the packages on the source; null: there is none. */
  readonly transactionSha256: string | null
  /** Where the boot loader's menu is. */
  readonly menu: Menu
  /** What has the loader boot the live system by default. */
  readonly resume: Resume
  /** How many seconds a script of a package may say nothing before it is taken for one that hangs. */
  readonly scriptTimeout: number
  /** The source's own kernel command line. */
  readonly sourceCmdline: string
  /** Leaves a line in the log, under the engine's name. */
  readonly say: (line: string) => void
  /** Tells how far the phase has come, for those who watch. */
  readonly progress: (step: Step) => void
  /** Tells what belongs into the result. */
  readonly note: (notes: Notes) => void
}

/** How far a phase has come. */
export interface Step {
  readonly percent: number
  /** What is being done, in a few words. */
  readonly about: string
}

/** What an engine has to tell for the result: lists are added to what is there already. */
export type Notes = Partial<
  Pick<UpgradeResult, 'packages' | 'configurations' | 'failures' | 'lookAt'>
>

/** A reason not to go on, which is no defect: its message is a sentence for the administrator. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
}

/** Whether an error is a refusal. An engine has a class of its own by that name, for its module stands alone. */
export const isRefusal = (error: unknown): error is Refusal =>
  error instanceof Error && error.name === 'Refusal'
