import type {PlannedFile} from '@livemode/config'
import type {NetworkInterface} from '@livemode/host'
import type {FurtherDiskId} from '../disks/further.ts'
import type {Partition} from '../disks/partition.ts'
import type {InstallationId} from '../installations/index.ts'
import type {FirmwareId} from '../machine/firmware/index.ts'
import type {ReleaseId} from './releases.ts'

/** A machine on which an upgrade begins, as it is before that. */
export interface SourceMachine {
  readonly hostname: string
  /** What is installed on it; Debian 12 unless told. */
  readonly release?: ReleaseId
  readonly partitions: readonly Partition[]
  /** Packages besides those that every machine has. */
  readonly packages?: readonly string[]
  /** Shell that runs as root in the system when its packages are installed. */
  readonly recipe?: URL
  /** How its boot loader is installed; none: the harness starts the kernels of the live image on it. */
  readonly installation?: InstallationId
  /** Whether it is still there after the upgrade; true unless told, or unless it boots by itself. */
  readonly staysUp?: boolean
  /** That of its installation, else a BIOS, unless told. */
  readonly firmware?: FirmwareId
  /** Whether it has a TPM 2.0, the same at every boot. */
  readonly hasTpm?: boolean
  /** Disks besides that of the system. */
  readonly furtherDisks?: readonly FurtherDiskId[]
  /** Lines of its fstab besides those of the partitions. */
  readonly mounts?: readonly FurtherMount[]
  /** Files of this machine besides those that every one has. */
  readonly files?: readonly PlannedFile[]
  /** Files that this machine, unlike the others, does not have. */
  readonly absent?: readonly string[]
  /** Kernel arguments of the source system besides root= and ro. */
  readonly kernelArguments?: string
  /** What the source system calls its network interfaces, where udev of the target calls them something else. */
  readonly interfaces?: readonly NetworkInterface[]
}

export interface FurtherMount {
  /** Of fstab(5). */
  readonly line: string
  /** What the file `marker` in it says; none: it is swap, or its device is broken or missing. */
  readonly marker: string | undefined
}
