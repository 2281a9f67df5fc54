import {constants, openSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {isWithin} from '@livemode/host'
import {logNames, sourcePlaces} from '../../tables/places.ts'
import {makeFolderDurably, removeDurably, syncFolder} from '../durable.ts'
import type {LiveSystem} from '../live-system.ts'
import type {MissingMount} from './source-check.ts'

/** Where a run leaves what it has to tell, as paths of the live system. */
export interface Leavings {
  readonly log: string
  readonly result: string
  readonly flag: string
  readonly record: string
  /** What to tell the reader about the place; empty where it is the usual one. */
  readonly note: string
}

/** Chooses the places in the source system. Below a mount point that is empty nobody would find them again. */
export function chooseLeavings(live: LiveSystem, missing: readonly MissingMount[]): Leavings {
  const root = live.source.root
  const log = live.source.resolve(sourcePlaces.logFolder)
  const hidden = missing.find(({at}) => isWithin(log, `${root === '/' ? '' : root}${at}`))
  const record = live.source.resolve(sourcePlaces.runRecord)
  if (hidden === undefined) return {...namesIn(log), record, note: ''}
  return {
    ...namesIn(live.source.resolve(sourcePlaces.fallbackFolder)),
    record,
    note: `${hidden.at} is ${hidden.how}: the log is in ${sourcePlaces.fallbackFolder} of the source system`,
  }
}

/** Takes away what the first boot of an upgraded system has left, which is gone. */
export function removeFirstBoot(live: LiveSystem): void {
  const path = join(sourcePlaces.logFolder, logNames.firstBoot)
  if (live.source.has(path)) removeDurably(live.source.resolve(path))
}

/** The places beside the image, for a boot whose source has not been found. */
export const leavingsBeside = (imageFolder: string) => namesIn(imageFolder)

const namesIn = (folder: string) => ({
  log: join(folder, logNames.log),
  result: join(folder, logNames.result),
  flag: join(folder, logNames.flag),
})

/**
 * Opens a log to append to, made with its folder where there is none, for root alone: a command line or a package's
 * script may say a secret in it. Throws when it cannot be written.
 */
export function openLog(path: string): number {
  const folder = dirname(path)
  makeFolderDurably(folder)
  const {O_APPEND, O_CREAT, O_NOFOLLOW, O_NONBLOCK, O_WRONLY} = constants
  const log = openSync(path, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0o600)
  syncFolder(folder)
  return log
}
