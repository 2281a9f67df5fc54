import {renderLimit} from './version.ts'

/** One package that a relation names, see "Syntax of relationship fields" in Debian's policy, 7.1. */
export interface Relation {
  readonly name: string
  readonly limit?: {readonly operator: string; readonly version: string}
}

/** Reads a field of relations: each of them with its alternatives. */
export const parseRelations = (field: string | undefined): readonly (readonly Relation[])[] =>
  (field ?? '')
    .split(',')
    .filter(text => text.trim() !== '')
    .map(text => text.split('|').map(parseRelation))

function parseRelation(text: string): Relation {
  const [, name, operator, version] =
    /^\s*([a-z0-9.+-]+)(?::\w+)?\s*(?:\(\s*(<<|<=|=|>=|>>)\s*([^\s)]+)\s*\))?\s*$/.exec(text) ?? []
  if (name === undefined) throw new Error(`${JSON.stringify(text)} is no relation`)
  return operator === undefined || version === undefined
    ? {name}
    : {name, limit: {operator, version}}
}

const operators: Readonly<Record<string, string>> = {'<<': '<', '>>': '>'}

/** A relation in rpm's words. */
export function renderRelation({name, limit}: Relation, dist: string): string {
  if (limit === undefined) return name
  const {operator, version} = limit
  return `${name} ${operators[operator] ?? operator} ${renderLimit(operator, version, dist)}`
}

/** Alternatives in rpm's words, a rich dependency where there are several: see "Boolean Dependencies" in rpm's manual. */
export function renderAlternatives(alternatives: readonly Relation[], dist: string): string {
  const rendered = alternatives.map(relation => renderRelation(relation, dist))
  return rendered.length === 1 ? (rendered[0] ?? '') : `(${rendered.join(' or ')})`
}
