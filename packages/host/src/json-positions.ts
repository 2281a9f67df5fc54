import type {Problem} from '@livemode/config'

interface PositionedJson {
  readonly value: unknown
  /** Where the value of each key starts, by the key's name. */
  readonly positions: ReadonlyMap<string, number>
}

/** Deeper than any mount tree; the reading of a document goes as deep as the document. */
const deepest = 100

const patterns = {
  space: /[ \t\n\r]*/y,
  string: /"(?:[ !#-[\]-\u{10ffff}]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/uy,
  scalar: /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y,
  mark: /[{}[\],:]/y,
}

/** Names a place in a JSON document: `mounts[0].target`, `space["/boot"]`; empty for the whole. */
export function keyName(path: readonly PropertyKey[]): string {
  return path
    .map(key => (typeof key === 'number' ? `[${key}]` : nameOf(String(key))))
    .join('')
    .replace(/^\./, '')
}

const nameOf = (key: string) => (/^\w+$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`)

/**
 * Parses JSON with the place of everything in it. `JSON.parse` neither tells where a key stands nor,
 * for most errors, where the error is.
 *
 * Takes the text, gives the value and the positions. Throws what `refuse` makes of the first problem.
 */
export function parseJsonPositions(
  text: string,
  refuse: (problem: Problem) => Error,
): PositionedJson {
  const positions = new Map<string, number>()
  let offset = 0

  const read = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = offset
    const token = pattern.exec(text)?.[0]
    offset += token?.length ?? 0
    return token
  }
  const readMark = (marks: string): string => {
    read(patterns.space)
    const at = offset
    const mark = read(patterns.mark)
    if (mark !== undefined && marks.includes(mark)) return mark
    throw refuse({offset: at, what: `${[...marks].join(' or ')} is expected here`})
  }
  const isNext = (mark: string) => {
    read(patterns.space)
    if (text[offset] !== mark) return false
    offset += 1
    return true
  }
  const readKey = (): string => {
    read(patterns.space)
    const key = read(patterns.string)
    if (key === undefined) throw refuse({offset, what: 'a key in double quotes is expected here'})
    readMark(':')
    return JSON.parse(key) as string
  }
  const readValue = (path: readonly PropertyKey[]): unknown => {
    read(patterns.space)
    if (path.length > deepest) throw refuse({offset, what: `is nested more than ${deepest} deep`})
    positions.set(keyName(path), offset)
    if (isNext('{')) return readObject(path)
    if (isNext('[')) return readArray(path)
    const scalar = read(patterns.string) ?? read(patterns.scalar)
    if (scalar === undefined) throw refuse({offset, what: 'a JSON value is expected here'})
    return JSON.parse(scalar)
  }
  const readObject = (path: readonly PropertyKey[]) => {
    const entries: [string, unknown][] = []
    if (isNext('}')) return {}
    do {
      const key = readKey()
      entries.push([key, readValue([...path, key])])
    } while (readMark(',}') === ',')
    return Object.fromEntries(entries)
  }
  const readArray = (path: readonly PropertyKey[]) => {
    const items: unknown[] = []
    if (isNext(']')) return items
    do items.push(readValue([...path, items.length]))
    while (readMark(',]') === ',')
    return items
  }

  const value = readValue([])
  read(patterns.space)
  if (offset < text.length) throw refuse({offset, what: 'the end of the document is expected here'})
  return {value, positions}
}
