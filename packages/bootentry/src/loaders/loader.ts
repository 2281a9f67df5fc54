import {posix} from 'node:path'
import type {Menu, Resume} from '@livemode/live'
import type {BootEntry, BootEntryPlan, LoaderId} from '../entry.ts'

export type Argv = readonly string[]

/** A file that an entry consists of, or by which it comes about. */
export interface EntryFile {
  readonly path: string
  readonly mode: number
  readonly content: string
}

/** An entry as the loader itself shows it. */
export interface HeldEntry {
  /** What the loader calls it. */
  readonly id: string
  readonly title: string
  /** Paths as the loader sees them, on its own file system. */
  readonly kernel: string
  readonly initramfs: string
  readonly cmdline: string
}

/** Something that is asked of a machine, by a program or by a file. */
export type Question<Answer> = (
  | {readonly argv: Argv; readonly file?: never}
  | {readonly file: string; readonly argv?: never}
) & {
  /** Gives null when there is none. */
  readonly parse: (answer: Buffer) => Answer | null
}

/**
 * How a boot loader's entries are made and armed. All of it is pure: what is to be done, as data. One that shows no menu
 * has no entry to read back: the steps have it loaded, or fail.
 *
 * `rewritten` are files of the loader's that change; programs write the new one beside it (`nextTo`),
 * and it takes its place when it has been found in order.
 */
export interface Loader {
  readonly id: LoaderId
  /** What it calls an entry of livemode's; null where it makes that up. */
  readonly ownId: string | null
  /** The program without which nothing goes. */
  readonly program: string
  /** Whether it boots kernels from a partition of its own, and not from wherever /boot is. */
  readonly hasBootFolder: boolean
  /** The folder in there that kernel and initramfs go to; empty for none. */
  readonly kernelFolder: string
  /** Plans what it puts on the command line by itself, at least as long as it may get. */
  planOwnArgument(entry: Pick<BootEntry, 'kernel' | 'initramfs'>): string
  /** Plans what makes the entry the default for as long as it is there. */
  planResume(entry: Pick<BootEntry, 'kernel'>): Resume
  /** Plans where the menu is that the source's own kernels are in; null where it has none. */
  readonly planMenu: ((entry: Pick<BootEntry, 'kernel'>) => Menu) | null
  /** Plans the files to write. Throws `HOST_INVALID` for an argument that the loader cannot hold. */
  planFiles(entry: BootEntry): readonly EntryFile[]
  /**
   * Plans the program runs that make the entry, in their order. Those that take an older entry away
   * may fail, for there may be none; none of them makes the entry boot. `configurations` are those of
   * a machine that boots in several ways, with an entry in each.
   */
  planSteps(entry: BootEntry, configurations?: readonly string[]): readonly Argv[]
  /** Whether a step takes an entry away, also when it is to be gone for good. */
  isRemoval(step: Argv): boolean
  /** The configuration that the steps write, and what writes it without the entry. */
  readonly rewritten: {readonly file: string; planRepair(): readonly Argv[]} | null
  /** What a failure of a step means, where its program does not say what to do; undefined where it does. */
  explainFailure(said: string): string | undefined
  /** Asks for the entry, when the steps are done; null where nothing shows it. */
  readonly planReading: ((entry: BootEntry) => Question<HeldEntry>) | null
  /**
   * Asks which entry boots when nothing is armed, by its id or its kernel; null where a new entry
   * cannot become it. `choosing` is how somebody says which one it is.
   */
  readonly defaultEntry: (Question<string> & {readonly choosing: string}) | null
  /** Whether an entry starts with all arguments of the default one, whatever the plan says. */
  readonly isCopyOfDefault: boolean
  /** Plans what takes arguments off an entry that has come by them as a copy; none where there are no copies. */
  planTakingOff(entry: BootEntryPlan, surplus: readonly string[]): readonly Argv[]
  readonly arming: Arming
  /** The program run that goes to the live system; null where the machine's next boot does. */
  readonly start: Argv | null
}

/** How an entry is armed for one boot. */
export interface Arming {
  /** The file that says what boots next, where it is one. */
  readonly file: string | null
  /** Plans the program run that arms an entry, or none (null). Nothing is run where the steps have armed it already. */
  planArming(id: string | null): Argv | null
  /**
   * Plans what gives the default up, by the entry or kernel that is it, where that upgrades the machine in a way of its own; undefined
   * for every other one.
   */
  planLeaving(byDefault: string | null): Argv | undefined
  /** Asks which entry is armed. */
  readonly armed: Question<string>
  /** Whether it is armed still when the machine has been started anew. */
  readonly outlivesBoot: boolean
  /** Whether what was armed before can be had back; else it is not replaced. */
  readonly isRestorable: boolean
}

/** Where a program writes what is to take the place of a file. */
export const nextTo = (path: string) => `${path}.livemode-new`

/** Where a file is kept that another one has taken the place of. */
export const keptFrom = (path: string) => `${path}.livemode-kept`

/**
 * A menu of entries of type 1 of the Boot Loader Specification, which GRUB shows where it has an environment block; a name
 * with a hyphen in front is the last of all in systemd-boot.
 */
export function planEntriesMenu(boot: string, block: string | null): Menu {
  const name = '-livemode-trial'
  const file = posix.join(boot, 'loader/entries', `${name}.conf`)
  // Only systemd-boot calls an entry by the whole name of its file.
  return {kind: 'entries', boot, block, trial: {id: block === null ? `${name}.conf` : name, file}}
}
