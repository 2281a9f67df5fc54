import type {Mount} from '@livemode/host'
import {Refusal} from '../../engines/engine.ts'
import type {MachineFacts} from '../../facts.ts'
import {sourcePlaces} from '../../tables/places.ts'
import type {LiveSystem} from '../live-system.ts'

/** A file system of the source that the live system should have mounted, and has not. */
export interface MissingMount {
  /** Its place on the source. */
  readonly at: string
  /** Its device, or why it is missing. */
  readonly what: string
  readonly isNeeded: boolean
  readonly how: 'not mounted' | 'mounted read-only'
}

/**
 * Makes sure that what is mounted at the source's root is the system that has installed this image: another disk may
 * hold another system, and a name may mean another device than it did. Throws a `Refusal`.
 */
export function assertSource(
  live: LiveSystem,
  {machine, mounts}: {machine: MachineFacts; mounts: readonly Mount[]},
): void {
  const {sourceRoot, installation} = machine
  const device = machine.mounts.find(({at}) => at === '/')?.device
  if (!mounts.some(({target}) => target === sourceRoot)) {
    const name = device === undefined ? '' : ` (${device})`
    throw new Refusal(`the source’s root file system${name} is not mounted at ${sourceRoot}`)
  }
  const found = live.source.readText(sourcePlaces.installation)?.trim()
  if (found === installation) return
  throw new Refusal(
    found === undefined
      ? `the system at ${sourceRoot} is not the one that has installed this image: it has no ${sourcePlaces.installation}`
      : `the system at ${sourceRoot} is not the one that has installed this image: its installation is ${found}, and this is ${installation}`,
  )
}

/** The file systems of the source that are not mounted below its root. */
export function findMissing(
  {sourceRoot, mounts: planned, missing}: MachineFacts,
  mounts: readonly Mount[],
): readonly MissingMount[] {
  const find = (at: string) =>
    mounts.findLast(({target}) => target === (at === '/' ? sourceRoot : `${sourceRoot}${at}`))
  return [
    ...planned.flatMap(({at, device: what, isNeeded}): readonly MissingMount[] => {
      const mount = find(at)
      if (mount === undefined) return [{at, what, isNeeded, how: 'not mounted'}]
      // mount(8) mounts a device that is write-protected all the same.
      const isReadOnly = isNeeded && mount.options.split(',').includes('ro')
      return isReadOnly ? [{at, what, isNeeded, how: 'mounted read-only'}] : []
    }),
    ...missing
      .filter(({at}) => !find(at))
      .map(({at, why: what, isNeeded}) => ({at, what, isNeeded, how: 'not mounted'}) as const),
  ]
}

/** Throws a `Refusal` for the first one without which an upgrade would write below an empty mount point. */
export function assertNeeded(missing: readonly MissingMount[]): void {
  const needed = missing.find(({isNeeded}) => isNeeded)
  if (needed) throw new Refusal(`${needed.at} of the source system is ${needed.how}`)
}
