import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {logNames, sourcePlaces} from '@livemode/live'

/** What the first boot of an upgraded system has found. */
export interface FirstBoot {
  readonly result: 'success' | 'attention'
  /** What to look at, a sentence each. */
  readonly findings: readonly string[]
}

/** Reads what the first boot after the last upgrade has left; null where there was none yet. */
export async function readFirstBoot(
  folder: string = sourcePlaces.logFolder,
): Promise<FirstBoot | null> {
  const text = await readFile(join(folder, logNames.firstBoot), 'utf8').catch(() => undefined)
  return text === undefined ? null : parseFirstBoot(text)
}

/** Parses that; what is cut off is to be looked at. */
export function parseFirstBoot(text: string): FirstBoot {
  const [result, ...findings] = text.trimEnd().split('\n')
  return {result: result === 'success' ? 'success' : 'attention', findings}
}

/** The same for a reader, in a line. */
export const renderFirstBoot = ({result, findings}: FirstBoot): string =>
  result === 'success' ? 'everything is as before' : `to look at: ${findings.join('; ')}`
