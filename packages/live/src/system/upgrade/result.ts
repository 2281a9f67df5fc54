import {lstatSync, readFileSync} from 'node:fs'
import {parseUpgradeResult, type UpgradeResult, upgradeResult} from '@livemode/config'
import {parseOsRelease} from '@livemode/host'
import {writeDurably} from '../durable.ts'
import type {LiveSystem} from '../live-system.ts'
import type {Leavings} from './leavings.ts'

/** Leaves the result on the source's disk: for root alone, for it has lines that packages' scripts have written. */
export const leaveResult = (leavings: Pick<Leavings, 'result'>, result: UpgradeResult) =>
  writeDurably(leavings.result, {
    // In the order of its schema.
    content: `${JSON.stringify(upgradeResult.parse(result), undefined, 2)}\n`,
    mode: 0o600,
  })

/** The result that an earlier run has left; undefined where there is none that can be read. */
export function readResult({result}: Pick<Leavings, 'result'>): UpgradeResult | undefined {
  try {
    return lstatSync(result).isFile() ? parseUpgradeResult(readFileSync(result, 'utf8')) : undefined
  } catch {
    return undefined
  }
}

/** The pretty names of the source and of this live system; empty where they have none. */
export const readNames = (live: LiveSystem) => ({
  source: nameOf(live.source.readText('/etc/os-release')),
  target: nameOf(live.readText('/etc/os-release')),
})

const nameOf = (text: string | undefined) =>
  text === undefined ? '' : (parseOsRelease(text).prettyName ?? '')
