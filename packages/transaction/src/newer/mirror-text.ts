import {readWholeFile} from '@livemode/host'
import {isLocal, localPath} from '@livemode/userspace'

const seconds = 5

/** What a mirror, or a folder that is one, has at a URL now; undefined where it does not come. */
export async function readMirrorText(uri: string): Promise<string | undefined> {
  try {
    if (isLocal(uri)) return (await readWholeFile(localPath(uri)))?.toString('utf8')
    const answer = await fetch(uri, {signal: AbortSignal.timeout(seconds * 1000)})
    return answer.ok ? await answer.text() : undefined
  } catch {
    return undefined
  }
}

/** What a mirror has now of a part of a plan. */
export interface PartNow {
  readonly name: string
  /** Whether the mirror has answered. */
  readonly isKnown: boolean
  readonly isSame: boolean
}

/** The names of the parts that have changed; null where none is known to have, and not all of them are known. */
export function namesOfNewer(parts: readonly PartNow[]): readonly string[] | null {
  const newer = parts.filter(({isKnown, isSame}) => isKnown && !isSame).map(({name}) => name)
  return newer.length === 0 && parts.some(({isKnown}) => !isKnown) ? null : newer
}
