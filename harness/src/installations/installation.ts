import type {LoaderId} from '@livemode/bootentry'
import type {PlannedFile} from '@livemode/config'
import type {TableEntry} from '../disks/partition-table.ts'
import type {FamilyScriptId} from '../families/family.ts'
import type {FirmwareId} from '../machine/firmware/index.ts'

/** A way in which a source is installed, so that its machine boots by itself. */
export interface Installation {
  /** What starts the kernel, as the end of the sentence "a machine that boots by …". */
  readonly description: string
  readonly firmware: FirmwareId
  /** What `livemode host` must find there. */
  readonly loader: 'grub' | 'systemd-boot'
  /** What livemode has to choose to start the live image there; that loader unless told. */
  readonly startsImage?: LoaderId
  /** The packages of the boot loader. */
  readonly packages: readonly string[]
  /** The partitions before the root, which `script` fills. */
  readonly partitions: readonly TableEntry[]
  /** Lines of fstab for these. */
  readonly mounts: readonly string[]
  /** The configuration of the boot loader, for a root and kernel arguments of its own. */
  readonly files: (system: InstalledSystem) => readonly PlannedFile[]
  /**
   * Shell that runs as root in the system itself, started on a kernel from outside, one behind the other: it fills the
   * partitions and installs the boot loader by the loader's own programs. The disk is `/dev/vda`. What each family does in
   * its own way is named.
   */
  readonly scripts: readonly (URL | FamilyScriptId)[]
  /** Shell that succeeds while the loader boots the live system by default, for a source whose root is there. */
  readonly isHeld: (root: string) => string
  /** Shell that succeeds where the loader that starts the machine is that of the packages. */
  readonly isOfPackages: string
}

export interface InstalledSystem {
  readonly rootUuid: string
  readonly kernelArguments: string
}
