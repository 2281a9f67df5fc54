import type {ParsedVariables} from './source/variables.ts'

/** A file that the live system gets. Its text and its name have a character for each byte. */
export interface PlannedProfile {
  readonly folder: string
  readonly name: string
  readonly text: string
  readonly mode: number
}

export interface PlannedProfiles {
  readonly files: readonly PlannedProfile[]
  /** What the journal says of them. */
  readonly messages: readonly string[]
}

/** Plans what becomes of an ifcfg file, given by what stands behind `ifcfg-` in its name. */
export type PlanIfcfg = (name: string, parsed: ParsedVariables) => PlannedProfiles
