import type {Finding} from '@livemode/config'
import type {BuildReportInput, Situation} from './situation.ts'

export type {Finding}

/** Looks for one kind of finding; in what a build is made from, there is no machine. */
export type Check<Input = Situation> = (input: Input) => readonly Finding[]

export type BuildCheck = Check<BuildReportInput>

/** A check that finds one thing or nothing. */
export const when = (isFound: boolean, finding: () => Finding): readonly Finding[] =>
  isFound ? [finding()] : []

export const isInhibitor = ({severity}: Finding): boolean => severity === 'inhibitor'
