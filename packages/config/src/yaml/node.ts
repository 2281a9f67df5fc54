import {EVENT_ID, type Event, getScalarValue, parseEvents, SCALAR_STYLE} from 'js-yaml'

/** A node of a YAML document as written, with the zero-based offset at which it starts. */
export type YamlNode = YamlScalar | YamlList | YamlMapping | YamlAlias

export interface YamlScalar {
  readonly kind: 'scalar'
  readonly offset: number
  readonly text: string
  readonly isPlain: boolean
  readonly tag: string | null
  /** Where `text` itself stands, where it stands in one piece as it is: not in folded or escaped text. */
  readonly textOffset: number | null
}

export interface YamlList {
  readonly kind: 'list'
  readonly offset: number
  readonly items: readonly YamlNode[]
}

export interface YamlMapping {
  readonly kind: 'mapping'
  readonly offset: number
  readonly entries: readonly {readonly key: YamlNode; readonly value: YamlNode}[]
}

export interface YamlAlias {
  readonly kind: 'alias'
  readonly offset: number
  readonly name: string
}

/**
 * Parses a text into its YAML documents. Nothing is resolved: neither the types of plain scalars nor
 * aliases, so that the result is no larger than the text. Throws js-yaml's `YAMLException`.
 */
export function parseYaml(text: string): readonly YamlNode[] {
  const documents: YamlNode[] = []
  const events = parseEvents(text, {})[Symbol.iterator]()
  for (const event of events) {
    if (event.type !== EVENT_ID.DOCUMENT) continue
    documents.push(...composeUntilPop({text, events, after: 0}))
  }
  return documents
}

interface Composition {
  readonly text: string
  readonly events: Iterator<Event>
  /** Where a node counts as standing that is not written at all. */
  readonly after: number
}

/** The nodes up to the end of the document, list or mapping that was opened last. */
function composeUntilPop({text, events, after}: Composition): YamlNode[] {
  const nodes: YamlNode[] = []
  for (let next = events.next(); !next.done; next = events.next()) {
    if (next.value.type === EVENT_ID.POP) break
    nodes.push(compose(next.value, {text, events, after: nodes.at(-1)?.offset ?? after}))
  }
  return nodes
}

function compose(event: Event, composition: Composition): YamlNode {
  const {text, after} = composition
  switch (event.type) {
    case EVENT_ID.SEQUENCE: {
      const offset = event.start
      return {kind: 'list', offset, items: composeUntilPop({...composition, after: offset})}
    }
    case EVENT_ID.MAPPING: {
      const offset = event.start
      const nodes = composeUntilPop({...composition, after: offset})
      const pairs = nodes.flatMap((key, index) => {
        const value = nodes[index + 1]
        return index % 2 === 0 && value ? [{key, value}] : []
      })
      return {kind: 'mapping', offset, entries: pairs}
    }
    case EVENT_ID.ALIAS: {
      const name = text.slice(event.anchorStart, event.anchorEnd)
      return {kind: 'alias', offset: event.anchorStart - 1, name}
    }
    case EVENT_ID.SCALAR:
      return scalarOf(event, {text, after})
    default:
      throw new Error(`a YAML event of type ${event.type} inside a document`)
  }
}

function scalarOf(
  event: Event & {type: typeof EVENT_ID.SCALAR},
  {text, after}: {text: string; after: number},
): YamlScalar {
  const {valueStart, valueEnd, style, tagStart, tagEnd} = event
  const value = getScalarValue(text, event)
  const isPlain = style === SCALAR_STYLE.PLAIN
  const isQuoted = style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED
  return {
    kind: 'scalar',
    offset: valueStart < 0 ? after : isQuoted ? valueStart - 1 : valueStart,
    text: value,
    isPlain,
    tag: tagStart < 0 ? null : text.slice(tagStart, tagEnd),
    textOffset: valueStart >= 0 && text.slice(valueStart, valueEnd) === value ? valueStart : null,
  }
}
