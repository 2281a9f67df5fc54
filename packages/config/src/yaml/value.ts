import {
  boolCoreTag,
  boolYaml11Tag,
  floatCoreTag,
  floatYaml11Tag,
  intCoreTag,
  intYaml11Tag,
  NOT_RESOLVED,
  nullCoreTag,
  nullYaml11Tag,
  timestampTag,
} from 'js-yaml'
import {describe, Unclear} from '../describe.ts'
import type {YamlMapping, YamlNode, YamlScalar} from './node.ts'

const versions = {
  '1.1': [nullYaml11Tag, boolYaml11Tag, intYaml11Tag, floatYaml11Tag, timestampTag],
  '1.2': [nullCoreTag, boolCoreTag, intCoreTag, floatCoreTag],
} as const

/**
 * Gives the value that a node stands for in YAML 1.2. What is not the same in YAML 1.1, which Leapp
 * reads, or not written out in its place, becomes `Unclear`: nothing accepts that.
 */
export function nodeValue(node: YamlNode): unknown {
  switch (node.kind) {
    case 'list':
      return node.items.map(nodeValue)
    case 'mapping':
      return mappingValue(node)
    case 'alias':
      return new Unclear(`the alias *${node.name}`, 'write the value itself')
    case 'scalar':
      return scalarValue(node)
  }
}

function mappingValue({entries}: YamlMapping): unknown {
  const values = new Map<string, unknown>()
  for (const {key, value} of entries) {
    if (key.kind !== 'scalar')
      return new Unclear('a mapping with a key that is no text', 'write it')
    if (values.has(key.text)) {
      return new Unclear(`a mapping with ${key.text} twice`, 'remove one of the two')
    }
    values.set(key.text, nodeValue(value))
  }
  return Object.fromEntries(values)
}

function scalarValue({text, isPlain, tag}: YamlScalar): unknown {
  if (tag !== null) return new Unclear(`a value with the tag ${tag}`, 'leave the tag out')
  if (!isPlain) return text
  const older = read('1.1', text)
  const newer = read('1.2', text)
  if (Object.is(older, newer)) return newer
  return new Unclear(
    `${text}, which is ${describe(older)} in YAML 1.1 and ${describe(newer)} in YAML 1.2`,
    'put it in quotes',
  )
}

function read(version: keyof typeof versions, text: string): unknown {
  for (const {resolve, tagName} of versions[version]) {
    const value: unknown = resolve(text, false, tagName)
    if (value !== NOT_RESOLVED) return value
  }
  return text
}
