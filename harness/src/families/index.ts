import {debian} from './debian.ts'
import type {SourceFamily} from './family.ts'
import {fixture} from './fixture.ts'

export type FamilyId = 'debian' | 'fixture'

export const families: Readonly<Record<FamilyId, SourceFamily>> = {debian, fixture}
