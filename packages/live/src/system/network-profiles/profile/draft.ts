import type {Ifcfg} from '../source/ifcfg.ts'
import {textOf, type Variables} from '../source/variables.ts'
import type {Keyfile} from './keyfile.ts'
import {isNo, isNumber, isYes} from './values.ts'

/** A profile while it is made: what the ifcfg file says, and what has become of it so far. */
export interface Draft {
  readonly ifcfg: Ifcfg
  readonly file: string
  readonly variables: Variables
  /** The name of the interface; empty where the file gives none. */
  readonly device: string
  readonly keyfile: Keyfile
  /** The variables that have been asked for; the others are told, so that nothing is lost in silence. */
  readonly taken: Set<string>
  readonly messages: string[]
}

export function startDraft(ifcfg: Ifcfg): Draft {
  const {variables} = ifcfg.parsed
  const device = textOf(variables, 'DEVICE')
  const file = `ifcfg-${ifcfg.name}`
  const taken = new Set(['DEVICE'])
  return {ifcfg, file, variables, device, keyfile: new Map(), taken, messages: []}
}

/** Adds what the journal says of the file; there can be more of them than a call has arguments. */
export function tell({messages: all}: Draft, messages: readonly string[]): void {
  for (const message of messages) all.push(message)
}

/** Gives a whole file up; its message says why. */
export class Refusal extends Error {}

export function refuse(where: string, why: string): never {
  throw new Refusal(`${where}: ${why}; the file is left out`)
}

/** Where a variable of the ifcfg file stands. */
export function lineWith({file, variables}: Draft, key: string): string {
  const line = variables.get(key)?.line
  return line === undefined ? file : `${file}:${line}`
}

/** Whether a variable says something. This is not yet asking for it. */
export const has = ({variables}: Draft, key: string): boolean => textOf(variables, key) !== ''

/** The text of a variable; from now on it is one that was asked for. */
export function take({variables, taken}: Draft, key: string): string {
  taken.add(key)
  return textOf(variables, key)
}

export function takeBoolean(
  draft: Draft,
  key: string,
  {otherwise = false}: {readonly otherwise?: boolean} = {},
): boolean {
  const text = take(draft, key)
  if (isYes(text)) return true
  if (isNo(text)) return false
  if (text !== '') {
    const taken = otherwise ? 'yes' : 'no'
    draft.messages.push(
      `${lineWith(draft, key)}: ${key}=${text} is neither yes nor no; taken as ${taken}`,
    )
  }
  return otherwise
}

/** The text of a variable that is a whole number of that range; undefined where it is none. */
export function takeNumber(
  draft: Draft,
  key: string,
  {range}: {readonly range: readonly [number, number]},
): string | undefined {
  const text = take(draft, key)
  if (text === '') return undefined
  if (isNumber(text, range)) return text
  const [least, most] = range
  draft.messages.push(
    `${lineWith(draft, key)}: ${key}=${text} is not a number from ${least} to ${most}; it is left out`,
  )
  return undefined
}

/** The variables that say something here and that nobody has asked for, in the order of the file. */
export const untaken = (variables: Variables, taken: ReadonlySet<string>) =>
  [...variables]
    .filter(([key, {text}]) => text !== '' && !taken.has(key))
    .map(([key, {line}]) => ({key, line}))
    .toSorted((one, other) => one.line - other.line)
