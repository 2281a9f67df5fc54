import type {Situation} from './situation.ts'

/** Something the reader should know before the upgrade; an inhibitor refuses it. */
export interface Finding {
  readonly id: string
  readonly severity: 'inhibitor' | 'warning'
  readonly sentence: string
  readonly remedy: string
}

/** Looks for one kind of finding. */
export type Check = (situation: Situation) => readonly Finding[]

/** A check that finds one thing or nothing. */
export const when = (isFound: boolean, finding: () => Finding): readonly Finding[] =>
  isFound ? [finding()] : []
