import type {BuildReportInput, Situation} from './situation.ts'

/** Something the reader should know before the upgrade; an inhibitor refuses it. */
export interface Finding {
  readonly id: string
  readonly severity: 'inhibitor' | 'warning'
  readonly sentence: string
  readonly remedy: string
}

/** Looks for one kind of finding; in what a build is made from, there is no machine. */
export type Check<Input = Situation> = (input: Input) => readonly Finding[]

export type BuildCheck = Check<BuildReportInput>

/** A check that finds one thing or nothing. */
export const when = (isFound: boolean, finding: () => Finding): readonly Finding[] =>
  isFound ? [finding()] : []
