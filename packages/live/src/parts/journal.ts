import type {PlannedFile} from '@livemode/config'
import {file} from './part.ts'

// In memory, and not more of it than a small machine can spare: every second what came is appended to
// the log on the source's disk. An engine that says much in a moment must not lose a line of it.
const settings = `[Journal]
Storage=volatile
RuntimeMaxUse=48M
RateLimitIntervalSec=0
`

/** The live system's journal, see journald.conf(5). */
export const journal = (): PlannedFile[] => [
  file('/etc/systemd/journald.conf.d/50-livemode.conf', settings),
]
