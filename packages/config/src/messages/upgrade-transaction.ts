// The live system reads it, too, at every start of an engine: the small variant of the library.
import * as z from 'zod/mini'
import {type AptTransaction, aptTransaction} from './transaction/apt.ts'
import {type DnfTransaction, dnfTransaction} from './transaction/dnf.ts'

/**
 * What an upgrade does to the packages of one machine, decided before the reboot, and what it needs for that. The live
 * system carries out just this: a second run repeats it, and never plans anew.
 */
export const upgradeTransaction = z.discriminatedUnion('packageManager', [
  aptTransaction,
  dnfTransaction,
])

export type UpgradeTransaction = AptTransaction | DnfTransaction

/** What a plan says whatever carries it out. */
export type CommonTransaction = Omit<
  UpgradeTransaction,
  // What is of one of them alone is not in the union's own keys; these are, with other contents.
  'packageManager' | 'repositories' | 'automatic'
>
