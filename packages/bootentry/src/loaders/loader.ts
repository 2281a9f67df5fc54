import type {BootEntry, LoaderId} from '../entry.ts'

/** A program that writes boot entries. */
export interface Loader {
  readonly id: LoaderId
  /**
   * Plans the program runs that make the entry, in their order. The first one takes an older entry
   * away and may fail, for there may be none; none of them makes the entry boot.
   */
  planSteps(entry: BootEntry): readonly (readonly string[])[]
}
