import {closeSync, existsSync} from 'node:fs'
import {Refusal} from '../../engines/engine.ts'
import type {Boot} from '../boot.ts'
import {writeDurably} from '../durable.ts'
import {sayOnConsoles} from '../end.ts'
import type {LiveSystem} from '../live-system.ts'
import {copyJournal} from './journal.ts'
import {type Leavings, leavingsBeside, openLog} from './leavings.ts'
import {leaveResult, readNames} from './result.ts'
import {beginResult} from './result-notes.ts'
import {openSource} from './source.ts'

/**
 * Tells why nothing is upgraded: on every console, and by result, flag and log in the source where it is there, else
 * beside the image where that is on a disk.
 */
export async function leaveRefusal(
  live: LiveSystem,
  {boot, reason}: {boot: Boot; reason: string},
): Promise<void> {
  sayOnConsoles(live, `nothing is upgraded: ${reason}`)
  try {
    const place = openPlace(live, boot)
    if (place === undefined) return
    const {leavings, log} = place
    const {image, machine} = boot
    const {source, target} = readNames(live)
    const identity = {
      installation: machine?.installation ?? '',
      engine: machine?.engine ?? '',
      buildId: image.buildId,
      source: place.isSource ? source : '',
      target,
      tries: 0,
    }
    leaveResult(leavings, {...beginResult(identity), result: 'failure', reason})
    writeDurably(leavings.flag, {content: `${reason}\n`})
    await copyJournal(live, log).end()
    closeSync(log)
  } catch (error) {
    sayOnConsoles(live, `no report is left: ${(error as Error).message}`)
  }
}

interface Place {
  readonly leavings: Pick<Leavings, 'result' | 'flag'>
  readonly log: number
  readonly isSource: boolean
}

function openPlace(live: LiveSystem, boot: Boot): Place | undefined {
  const source = openSource(live, boot)
  if (!(source instanceof Refusal)) return {...source, isSource: true}
  if (boot.imageFolder === undefined) return undefined
  const folder = live.path(boot.imageFolder)
  if (!existsSync(folder)) return undefined
  const leavings = leavingsBeside(folder)
  return {leavings, log: openLog(leavings.log), isSource: false}
}
