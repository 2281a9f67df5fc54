import {join} from 'node:path'
import {readWholeFile} from '@livemode/host'
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
  const content = await readWholeFile(join(folder, logNames.firstBoot)).catch(() => undefined)
  return content === undefined ? null : parseFirstBoot(content.toString('utf8'))
}

/** Parses that; what is cut off is to be looked at. */
export function parseFirstBoot(text: string): FirstBoot {
  const [result, ...findings] = text.trimEnd().split('\n')
  return {result: result === 'success' ? 'success' : 'attention', findings}
}

/** The same for a reader, in a line. */
export const renderFirstBoot = ({result, findings}: FirstBoot): string =>
  result === 'success' ? 'everything is as before' : `to look at: ${findings.join('; ')}`
