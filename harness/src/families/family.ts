import type {Config, PlannedFile} from '@livemode/config'
import type {Session} from '@livemode/container'
import type {Target, TargetSources} from '@livemode/userspace'

/** A family of distributions that source machines have: whatever about a source its release does not decide. */
export interface SourceFamily {
  /** `ID` and `ID_LIKE` of its os-release(5). */
  readonly os: {readonly id: string; readonly idLike: readonly string[]}
  /** The name of sshd's service. */
  readonly sshdUnit: string
  /** The packages that every source machine has. */
  readonly systemPackages: readonly string[]
  /** What a machine has besides to boot by itself; its boot loader is a matter of the installation. */
  readonly bootPackages: readonly string[]
  /** Makes the image of a root. Gives its reference; made only once. */
  readonly ensureRoot: (session: Session, request: RootRequest) => Promise<string>
  /** Makes whatever the packages of its next release come from, in a folder of the cache, and says where that is. */
  readonly ensureTargetSources: (
    session: Session,
    request: SourcesRequest,
  ) => Promise<TargetSources>
  /**
   * The kernel and the initramfs in the root of a machine that boots by itself, as patterns of the shell that match one file
   * each: it is started on them before it has a boot loader.
   */
  readonly bootFiles: {readonly kernel: string; readonly initramfs: string}
  /** Has an initramfs compressed as little as its generator can: emulated, that takes longer than all packages. */
  readonly quickInitramfs: PlannedFile
  /** The kernel and the initramfs of a release of the kernel as uname(2) has it, as patterns of the shell. */
  readonly kernelFiles: (release: string) => readonly string[]
  /** What an upgraded machine is asked of its packages, each with the only right answer. */
  readonly packageQuestions: (target: Target) => readonly PackageQuestion[]
  /** Shell that prints a line for each package. */
  readonly listPackages: string
  /** What installations do in a way of the family's own. */
  readonly scripts: Readonly<Record<FamilyScriptId, URL>>
}

export interface PackageQuestion {
  /** What is asked for. */
  readonly what: string
  /** Shell of the machine. */
  readonly command: string
  readonly answer: string
}

/** `add-kernel`: the kernel that runs becomes an entry of the Boot Loader Specification. */
export type FamilyScriptId = 'add-kernel'

export interface RootRequest {
  /** What the family calls the release. */
  readonly version: string
  readonly packages: readonly string[]
  /** Whether it has a kernel of its own. */
  readonly isBootable: boolean
  readonly log: (line: string) => void
}

export interface SourcesRequest {
  readonly target: Target
  readonly config: Config
  readonly cache: string
  readonly log: (line: string) => void
}
