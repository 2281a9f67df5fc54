import {readdirSync, readFileSync} from 'node:fs'

/** The names in a folder, sorted; none where there is no such folder, or nobody may look into it. */
export function namesIn(path: string): readonly string[] {
  try {
    return readdirSync(path).toSorted()
  } catch {
    return []
  }
}

/** What a file says, without the space behind it; undefined where there is none, or nobody may read it. */
export function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trimEnd()
  } catch {
    return undefined
  }
}
