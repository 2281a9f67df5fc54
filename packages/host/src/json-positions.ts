import type {Problem} from '@livemode/config'

interface PositionedJson {
  readonly value: unknown
  /** Where the value of each key starts, by the key's name. */
  readonly positions: ReadonlyMap<string, number>
}

/** Deeper than any mount tree that people have: each mount in another is two levels. The reading goes as deep. */
const deepest = 1000

const patterns = {
  space: /[ \t\n\r]*/y,
  string: /"(?:[ !#-[\]-\u{10ffff}]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/uy,
  scalar: /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y,
  mark: /[{}[\],:]/y,
}

/** Names a place in a JSON document: `mounts[0].target`, `space["/boot"]`; empty for the whole. */
export const keyName = (path: readonly PropertyKey[]): string => path.reduce(nameBelow, '')

function nameBelow(above: string, key: PropertyKey): string {
  if (typeof key === 'number') return `${above}[${key}]`
  const name = String(key)
  if (!/^\w+$/.test(name)) return `${above}[${JSON.stringify(name)}]`
  return above === '' ? name : `${above}.${name}`
}

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
  const readValue = (name: string, depth: number): unknown => {
    read(patterns.space)
    if (depth > deepest) throw refuse({offset, what: `is nested more than ${deepest} deep`})
    positions.set(name, offset)
    if (isNext('{')) return readObject(name, depth + 1)
    if (isNext('[')) return readArray(name, depth + 1)
    const scalar = read(patterns.string) ?? read(patterns.scalar)
    if (scalar === undefined) throw refuse({offset, what: 'a JSON value is expected here'})
    return JSON.parse(scalar)
  }
  const readObject = (above: string, depth: number) => {
    const entries: [string, unknown][] = []
    if (isNext('}')) return {}
    do {
      const key = readKey()
      entries.push([key, readValue(nameBelow(above, key), depth)])
    } while (readMark(',}') === ',')
    return Object.fromEntries(entries)
  }
  const readArray = (above: string, depth: number) => {
    const items: unknown[] = []
    if (isNext(']')) return items
    do items.push(readValue(nameBelow(above, items.length), depth))
    while (readMark(',]') === ',')
    return items
  }

  const value = readValue('', 0)
  read(patterns.space)
  if (offset < text.length) throw refuse({offset, what: 'the end of the document is expected here'})
  return {value, positions}
}
