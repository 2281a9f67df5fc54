import type {GrubEntry, GrubName} from './grub-entries.ts'
import type {MenuDefault} from './menu-entry.ts'

/** What a grub.cfg says of its default; `environment` is the text of the environment block. */
export function readGrubDefault(config: string, environment: string): MenuDefault {
  const words = [...config.matchAll(/^\s*set default="(?:\$\{(\w+)\}|([^"]*))"\s*$/gm)]
  // What is armed for one boot comes first.
  const [, variable, word = ''] = words.find(([, name]) => name !== 'next_entry') ?? []
  if (variable !== 'saved_entry') return {word, isSaved: false}
  const [, saved = ''] = /^saved_entry=(.*)$/m.exec(environment) ?? []
  return {word: saved, isSaved: true}
}

/** The entry that a `default` names, as GRUB finds it; undefined where it is none that boots Linux. */
export function findGrubDefault(
  entries: readonly GrubEntry[],
  word: string,
): GrubEntry | undefined {
  // A submenu is entered by its first entry, unless more is said.
  const parts = splitPath(word === '' ? '0' : word)
  return entries.find(
    ({names}) =>
      names.every((name, depth) => isNamed(name, parts[depth] ?? '0')) &&
      parts.length <= names.length,
  )
}

/** The word that names an entry: ids stay when another kernel comes, numbers do not. */
export const renderGrubDefault = ({names}: Pick<GrubEntry, 'names'>): string =>
  names.map(({id, title}) => (id === '' ? title : id).replaceAll('>', '>>')).join('>')

const isNamed = ({index, title, id}: GrubName, word: string): boolean =>
  /^\d+$/.test(word) ? Number(word) === index : [title, id].includes(word)

/** A `>` that is meant as such is doubled. */
const splitPath = (word: string): readonly string[] =>
  word.split(/(?<!>)>(?!>)/).map(part => part.replaceAll('>>', '>'))
