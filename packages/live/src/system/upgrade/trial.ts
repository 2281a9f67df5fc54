import {posix} from 'node:path'
// As in facts.ts.
import * as z from 'zod/mini'
import {Refusal} from '../../engines/engine.ts'
import type {Menu, Resume} from '../../facts.ts'
import {places, sourcePlaces} from '../../tables/places.ts'
import {isByHand} from '../claim.ts'
import {writeDurably} from '../durable.ts'
import {loaderVariable, readVariable, writeVariable} from '../firmware-variable.ts'
import {writeGrubBlock} from '../grub-block.ts'
import {setInGrubEnvironment} from '../grub-environment.ts'
import type {LiveSystem} from '../live-system.ts'

const trialSchema = z.object({
  /** The release of the kernel that is tried, see uname(2). */
  kernel: z.string(),
  /** How often it has been booted, the boot that is about to come among them. */
  boots: z.int().check(z.nonnegative()),
  /** Whether the boot that is about to come gives all files their SELinux labels, and then reboots by itself. */
  relabels: z.optional(z.boolean()),
})

/** The upgraded system is on trial until its first boot has come up: by default the live system boots. */
export type Trial = Readonly<z.output<typeof trialSchema>>

/** How often the upgraded system is booted before somebody has to look. */
export const mostTrialBoots = 2

/** Reads the trial that goes on; undefined where there is none. */
export function readTrial(live: LiveSystem): Trial | undefined {
  try {
    return trialSchema.parse(JSON.parse(live.source.readText(sourcePlaces.trial) ?? ''))
  } catch {
    return undefined
  }
}

/** Puts the upgraded system on trial: from now on the end of the upgrade has it booted. */
export const noteTrial = (live: LiveSystem, trial: Trial): void =>
  writeDurably(live.source.resolve(sourcePlaces.trial), {content: `${JSON.stringify(trial)}\n`})

/**
 * Has the loader boot the upgraded system once, and the live system again when that does not come up.
 *
 * Throws a `Refusal` where the loader cannot be told.
 */
export function bootOnTrial(live: LiveSystem, {trial, menu}: {trial: Trial; menu: Menu}): void {
  const {kernel, boots} = trial
  const relabels = live.source.has(sourcePlaces.relabel)
  noteTrial(live, {kernel, boots: boots + 1, ...(relabels && {relabels})})
  try {
    bootOnce(live, menu)
  } catch (error) {
    throw new Refusal(
      `the boot loader cannot be told to boot kernel ${trial.kernel}: ${(error as Error).message}`,
    )
  }
}

/**
 * Has the loader boot the upgraded system once more: its first boot has not come up. One that had nothing to do but to label all
 * files, and has done that, does not count.
 *
 * Throws a `Refusal` where that has been tried often enough: the live system stays for somebody who looks.
 */
export function tryAgain(live: LiveSystem, {trial, menu}: {trial: Trial; menu: Menu}): void {
  const {kernel, boots, relabels} = trial
  if (relabels && !live.source.has(sourcePlaces.relabel)) {
    live.say(`all files have their SELinux labels: kernel ${kernel} is booted`)
    bootOnTrial(live, {trial: {kernel, boots: boots - 1}, menu})
    return
  }
  if (boots >= mostTrialBoots && !isByHand(live)) {
    throw new Refusal(
      `the upgraded system has not come up in ${boots} boots of kernel ${kernel}: look for the reason below ${places.sysroot}, then "upgrade" has it tried again`,
    )
  }
  live.say(`the upgraded system has not come up: kernel ${kernel} is booted once more`)
  bootOnTrial(live, {trial, menu})
}

/** Whether the upgraded system is put on trial: the live system has to come again where that does not come up. */
export const isTried = ({kind}: Resume): boolean => kind !== 'none'

const oneShot = loaderVariable('LoaderEntryOneShot')

/** Throws a `Refusal` where no entry can be booted once. */
export function assertBootableOnce(live: LiveSystem, menu: Menu): void {
  const block = blockOf(menu)
  if (block === null) return
  try {
    setInGrubEnvironment(live.source.readText(block) ?? '', {next_entry: menu.trial.id})
  } catch (error) {
    throw new Refusal(`no entry can be booted once: ${(error as Error).message}`)
  }
}

/** GRUB’s environment block; null for a loader that has none. */
const blockOf = (menu: Menu) =>
  menu.kind === 'grub' ? posix.join(posix.dirname(menu.file), 'grubenv') : menu.block

function bootOnce(live: LiveSystem, menu: Menu): void {
  const {id} = menu.trial
  const block = blockOf(menu)
  if (block !== null) {
    writeGrubBlock(live, block, {next_entry: id})
    return
  }
  writeVariable(live, oneShot, id)
  if (readVariable(live, oneShot) !== id) throw new Error('the firmware does not keep it')
}
