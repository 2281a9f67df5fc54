import type {PlannedFile} from '@livemode/config'
import {file} from './part.ts'

// What has been written is on the disk a second or two later, instead of half a minute: a loss of power finds less of it
// that packages count as done.
const settings = `vm.dirty_expire_centisecs = 100
vm.dirty_writeback_centisecs = 100
`

/** How soon the live system has what is written on the disk, see sysctl.d(5). */
export const diskWrites = (): PlannedFile[] => [file('/etc/sysctl.d/50-livemode.conf', settings)]
