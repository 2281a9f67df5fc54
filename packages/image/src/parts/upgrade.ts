import type {PlannedFile} from '@livemode/config'
import {type EngineId, engines} from '../engines/index.ts'
import {enabledUnit, file, program, shipped} from './part.ts'

/** The upgrade itself: the script, the engine that it hands over to, and the services that run it. */
export const upgrade = (engine: EngineId): PlannedFile[] => [
  program('/usr/bin/upgrade', shipped('upgrade')),
  program('/usr/lib/livemode/upgrade-strace', shipped('upgrade-strace')),
  program('/usr/lib/livemode/engine', shipped(engines[engine].program)),
  file('/usr/lib/livemode/engine-name', `${engine}\n`),
  ...enabledUnit('upgrade.service'),
  ...enabledUnit('upgrade-strace.service'),
]
