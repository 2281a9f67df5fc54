import {checkResolution} from '../src/findings/index.ts'
import type {Resolution} from '../src/resolution.ts'

/** The findings of one kind, a line each. */
export const find = (id: string, resolution: Resolution): readonly string[] =>
  checkResolution(resolution)
    .filter(finding => finding.id === id)
    .map(({severity, sentence}) => `${severity}: ${sentence}`)
