import {dirname} from 'node:path'
import {Refusal} from '../../engines/engine.ts'
import type {MachineFacts} from '../../facts.ts'
import {removeDurably, writeDurably} from '../durable.ts'
import type {LiveSystem} from '../live-system.ts'
import {syncForLoader} from '../loader-sync.ts'

const content = 'The live system boots while this file is there: it is upgrading.\n'

/**
 * Has the boot loader boot this live system until `letGo`, whatever happens: half-way through an upgrade the source
 * cannot boot, and only the live system can bring it to its end.
 *
 * Throws a `Refusal` where no loader can be had to do so.
 */
export function holdBoot(live: LiveSystem, {resumeFile}: Pick<MachineFacts, 'resumeFile'>): void {
  if (resumeFile === null) {
    throw new Refusal(
      'the boot loader of this machine cannot be had to boot the live system again after a loss of power',
    )
  }
  if (live.source.has(resumeFile)) return
  // The kernel of this live system lies there.
  const folder = dirname(resumeFile)
  if (!live.source.has(folder))
    throw new Refusal(`${folder} of the source is not there: the machine boots from elsewhere`)
  const path = live.source.resolve(resumeFile)
  writeDurably(path, {content})
  syncForLoader(live, path)
}

/** Has the boot loader boot what it boots by default. */
export function letGo(live: LiveSystem, {resumeFile}: Pick<MachineFacts, 'resumeFile'>): void {
  if (resumeFile !== null && live.source.has(resumeFile))
    removeDurably(live.source.resolve(resumeFile))
}
