import type {PlannedFile} from '@livemode/config'
import {sourcePlaces} from '@livemode/live'
import {type Partition, renderSourceFstab} from './partition.ts'
import type {TableEntry} from './partition-table.ts'
import {file} from './source-file.ts'

/** A disk with one source system on it, as data: the same plan over the same inputs gives the same disk. */
export interface DiskPlan {
  readonly partitions: readonly Partition[]
  /** Partitions before these, which stay empty: a boot loader's own installer fills them. */
  readonly firmware?: readonly TableEntry[]
  /** Files that come to those of the root image, and replace them. */
  readonly files: readonly PlannedFile[]
  /** Files of the root image that are not there. */
  readonly absent?: readonly string[]
  /** Where the live image lies, and how much of it; none: it is not there. */
  readonly image: {readonly path: string; readonly bytes: number} | undefined
  /** Of each partition, besides the room for the live image. */
  readonly freeMebibytes: number
}

interface SourceSystem {
  readonly partitions: readonly Partition[]
  readonly hostname: string
  /** Lines of fstab besides those of the partitions. */
  readonly mounts?: readonly string[]
  /** Whether the machine is still there after the upgrade; true unless told. */
  readonly staysUp?: boolean
  /** The id of the installation on it; none: livemode is not installed there. */
  readonly installation?: string | undefined
}

/** The files that make one machine of a root file system. */
export function planSourceFiles({
  partitions,
  hostname,
  mounts = [],
  staysUp = true,
  installation,
}: SourceSystem): PlannedFile[] {
  return [
    file('/etc/fstab', renderSourceFstab(partitions, mounts)),
    file('/etc/hostname', `${hostname}\n`),
    file('/etc/hosts', `127.0.0.1 localhost ${hostname}\n`),
    ...(installation === undefined ? [] : [file(sourcePlaces.installation, `${installation}\n`)]),
    ...(staysUp ? [file('/.noreboot', '')] : []),
  ]
}
