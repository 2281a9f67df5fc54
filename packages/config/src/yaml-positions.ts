import {EVENT_ID, type Event, getScalarValue, parseEvents, SCALAR_STYLE} from 'js-yaml'

/** Where a key of a mapping stands in its text, and where its value starts; zero-based offsets. */
export interface Position {
  readonly key: number
  readonly value: number
}

/**
 * Finds the keys of the top mapping of a YAML document that loads without an error.
 *
 * Takes the document's text, gives the positions by key; empty when the document is no mapping.
 */
export function parseYamlPositions(text: string): Map<string, Position> {
  const positions = new Map<string, Position>()
  let depth = 0
  let key: {name: string; offset: number} | undefined
  for (const event of parseEvents(text, {})) {
    if (event.type === EVENT_ID.POP) {
      depth -= 1
      continue
    }
    if (depth === 2) {
      if (key) {
        positions.set(key.name, {key: key.offset, value: startOf(event) ?? key.offset})
        key = undefined
      } else if (event.type === EVENT_ID.SCALAR) {
        key = {name: getScalarValue(text, event), offset: startOf(event) ?? 0}
      }
    }
    if (isCollection(event)) depth += 1
  }
  return positions
}

const isCollection = (event: Event) =>
  event.type === EVENT_ID.DOCUMENT ||
  event.type === EVENT_ID.MAPPING ||
  event.type === EVENT_ID.SEQUENCE

/** The offset of the first character of a node; undefined for one that is not written at all. */
function startOf(event: Event): number | undefined {
  if (event.type === EVENT_ID.SCALAR) {
    if (event.valueStart < 0) return undefined
    const quoted =
      event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED
    return quoted ? event.valueStart - 1 : event.valueStart
  }
  if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE) return event.start
  return undefined
}
