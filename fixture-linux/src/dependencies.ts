import type {Paragraph} from './control.ts'
import {fieldOf} from './control.ts'
import {parseRelations, type Relation, renderAlternatives, renderRelation} from './relation.ts'
import {absent} from './tables/absent.ts'
import {renderEvr, toRpmVersion} from './version.ts'

/** What an RPM says of others. */
export interface Dependencies {
  readonly requires: readonly string[]
  readonly provides: readonly string[]
  readonly conflicts: readonly string[]
  readonly obsoletes: readonly string[]
}

/** What relations of Debian's are held against. */
export interface Universe {
  readonly dist: string
  /** The packages that RPMs are made of, by their names in Debian. */
  readonly packages: ReadonlySet<string>
  /** Those, and what they provide. */
  readonly available: ReadonlySet<string>
}

/** The universe of these packages. */
export function planUniverse(paragraphs: readonly Paragraph[], dist: string): Universe {
  const packages = new Set(paragraphs.map(paragraph => fieldOf(paragraph, 'Package')))
  const provided = paragraphs.flatMap(paragraph => namesOf(paragraph.get('Provides')))
  return {dist, packages, available: new Set([...packages, ...provided])}
}

/**
 * Turns the relations of the packages that make up one RPM, `name`, into rpm's. It provides their names in Debian, so that
 * whatever names them finds it; `leftOut` are those that are not taken over.
 *
 * Throws when nothing in the universe would meet one.
 */
export function planDependencies(
  paragraphs: readonly Paragraph[],
  {name, universe, leftOut}: {name: string; universe: Universe; leftOut: readonly string[]},
): Dependencies {
  const {dist} = universe
  const own = new Set(paragraphs.map(paragraph => fieldOf(paragraph, 'Package')))
  const all = (field: string) =>
    paragraphs.flatMap(paragraph => parseRelations(paragraph.get(field)))
  const single = (field: string) => all(field).flat()

  const requires = [...all('Pre-Depends'), ...all('Depends')]
    .filter(alternatives => !alternatives.some(({name}) => own.has(name) || leftOut.includes(name)))
    .map(alternatives => chooseAvailable(alternatives, {name, universe}))
    .filter(alternatives => alternatives.length > 0)
    .map(alternatives => renderAlternatives(alternatives, dist))

  const aliases = paragraphs
    .filter(paragraph => fieldOf(paragraph, 'Package') !== name)
    .map(paragraph => {
      const version = toRpmVersion(fieldOf(paragraph, 'Version'), dist)
      return `${fieldOf(paragraph, 'Package')} = ${renderEvr(version)}`
    })
  const provides = single('Provides').map(relation => renderRelation(relation, dist))

  const opposed = [...single('Conflicts'), ...single('Breaks')].filter(
    relation => !absent.has(relation.name) && !own.has(relation.name),
  )
  const replaced = new Set(namesOfAll(all('Replaces')))
  const provided = new Set(namesOfAll(all('Provides')))
  // What opposes, replaces and provides a package is its successor: see Debian's policy, 7.6.2.
  const isSuccessor = (relation: Relation) =>
    replaced.has(relation.name) &&
    provided.has(relation.name) &&
    !universe.packages.has(relation.name)
  const render = (relation: Relation) => renderRelation(relation, dist)
  return {
    requires: unique(requires),
    provides: unique([...aliases, ...provides]),
    conflicts: unique(opposed.filter(relation => !isSuccessor(relation)).map(render)),
    obsoletes: unique(opposed.filter(isSuccessor).map(render)),
  }
}

/** Those alternatives that there are; none where one of them is something that the distribution does without. */
function chooseAvailable(
  alternatives: readonly Relation[],
  {name, universe}: {name: string; universe: Universe},
): readonly Relation[] {
  const available = alternatives.filter(relation => universe.available.has(relation.name))
  if (available.length > 0 || alternatives.some(relation => absent.has(relation.name)))
    return available
  throw new Error(`nothing provides what ${name} needs: ${renderAlternatives(alternatives, '')}`)
}

const namesOf = (field: string | undefined) => namesOfAll(parseRelations(field))

const namesOfAll = (relations: readonly (readonly Relation[])[]) =>
  relations.flat().map(({name}) => name)

const unique = (values: readonly string[]) => [...new Set(values)]
