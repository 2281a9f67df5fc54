import {type Argv, type Arming, nextTo, type Question} from './loader.ts'

/** Parses what grub-editenv(1) lists: `name=value`, line by line. */
export function parseGrubEnvironment(text: string): ReadonlyMap<string, string> {
  const lines = text.split('\n').flatMap(line => {
    const [, name, value] = /^([^#=]+)=(.*)$/.exec(line) ?? []
    return name === undefined || value === undefined ? [] : [[name, value] as const]
  })
  return new Map(lines)
}

/** Whether two environments differ in nothing but in what boots next. */
export function differInNextEntryOnly(a: string, b: string): boolean {
  const others = (text: string) =>
    [...parseGrubEnvironment(text)].filter(([name]) => name !== variable).toSorted()
  return JSON.stringify(others(a)) === JSON.stringify(others(b))
}

/** GRUB boots this entry once: it clears the variable before it shows its menu. */
const variable = 'next_entry'

/**
 * Arms through GRUB's environment block. The block is written anew beside the old one: grub-editenv
 * itself empties the file first, which a loss of power would leave so.
 */
export const armingByEnvironment = (file: string, editor: string): Arming => ({
  file,
  planArming: id => [
    editor,
    nextTo(file),
    ...(id === null ? ['unset', variable] : ['set', `${variable}=${id}`]),
  ],
  planLeaving: () => undefined,
  armed: askEnvironment(file, {editor, name: variable}),
  outlivesBoot: true,
  isRestorable: true,
})

/** Asks for a variable of an environment block; null where it is not set, or empty. */
const askEnvironment = (
  file: string,
  {editor, name}: {readonly editor: string; readonly name: string},
): Question<string> => ({
  argv: [editor, file, 'list'],
  parse: answer => parseGrubEnvironment(answer.toString()).get(name) || null,
})

/** Asks what GRUB of Enterprise Linux boots by default; null for the first entry. */
export const askSavedEntry = (block: string): Question<string> =>
  askEnvironment(block, {editor: 'grub2-editenv', name: 'saved_entry'})

/** Plans what gives it back, empty for the first entry, when the live system was there: with it goes what it falls back to. */
export const planSavedEntry = (block: string, id: string): readonly Argv[] => [
  ['grub2-editenv', block, 'unset', 'saved_entry', 'fallback'],
  ...(id === '' ? [] : [['grub2-editenv', block, 'set', `saved_entry=${id}`]]),
]
