import type {RoutingTables} from './routing-tables.ts'
import type {ParsedVariables, Variables} from './variables.ts'

/** The kinds of files that stand beside an ifcfg file, with its name behind theirs. */
export const companionKinds = ['route', 'route6', 'rule', 'rule6'] as const

export type CompanionKind = (typeof companionKinds)[number]

/** The text of a file, with the file's name. */
export interface NamedText {
  readonly file: string
  readonly text: string
}

/** An ifcfg file with all that its profile is made of; texts have a character for each byte. */
export interface Ifcfg {
  /** Its name without `ifcfg-`. */
  readonly name: string
  readonly parsed: ParsedVariables
  /** The UUID that the profile gets. */
  readonly uuid: string
  readonly aliases: readonly {readonly file: string; readonly parsed: ParsedVariables}[]
  readonly companions: Readonly<Partial<Record<CompanionKind, NamedText>>>
  /** What /etc/sysconfig/network says for all interfaces. */
  readonly common: Variables
  readonly tables: RoutingTables
}
