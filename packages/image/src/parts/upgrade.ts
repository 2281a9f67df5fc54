import type {PlannedFile} from '@livemode/config'
import {type EngineId, engines} from '../engines/index.ts'
import {enabledUnit, file, program, shipped} from './part.ts'

/**
 * The upgrade itself: the script, the engine that it hands over to, and the services that run it.
 * `sourceCmdline` is the source's own kernel command line, which the engine sees as /proc/cmdline.
 */
export const upgrade = (engine: EngineId, sourceCmdline: string): PlannedFile[] => [
  program('/usr/bin/upgrade', shipped('upgrade')),
  program('/usr/lib/livemode/in-source', shipped('in-source')),
  program('/usr/lib/livemode/upgrade-strace', shipped('upgrade-strace')),
  program('/usr/lib/livemode/engine', shipped(engines[engine].program)),
  file('/usr/lib/livemode/engine-name', `${engine}\n`),
  file('/usr/lib/tmpfiles.d/livemode.conf', temporaryFiles),
  file('/usr/lib/livemode/source-cmdline', `${sourceCmdline}\n`),
  ...enabledUnit('upgrade.service'),
  ...enabledUnit('upgrade-strace.service'),
]

// What the live system was started with, for programs that see the source's /proc/cmdline; and that one,
// as the image knows it until the source's disk says better.
const temporaryFiles = `d /run/livemode 0755
C /run/livemode/live-cmdline - - - - /proc/cmdline
C /run/livemode/source-cmdline - - - - /usr/lib/livemode/source-cmdline
`
