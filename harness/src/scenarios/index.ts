import {corruptImage} from './corrupt-image.ts'
import {localExt4} from './local-ext4.ts'
import {localXfs} from './local-xfs.ts'
import {missingImage} from './missing-image.ts'
import type {Scenario} from './scenario.ts'

export type ScenarioId = 'local-ext4' | 'local-xfs' | 'missing-image' | 'corrupt-image'

export const scenarios = {
  'local-ext4': localExt4,
  'local-xfs': localXfs,
  'missing-image': missingImage,
  'corrupt-image': corruptImage,
} satisfies Record<ScenarioId, Scenario>

export const scenarioIds = Object.keys(scenarios) as readonly ScenarioId[]
