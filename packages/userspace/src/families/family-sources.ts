import type {Target} from '../targets/target.ts'

export type FamilyId = Target['family']

/** Where a target's packages come from, by the configuration. */
export interface FamilySources<Id extends FamilyId, Repository> {
  readonly family: Id
  /** Complete: those that packages of an upgrade are looked for in. */
  readonly repositories: readonly Repository[]
}
