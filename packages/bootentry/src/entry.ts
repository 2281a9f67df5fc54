import type {Config} from '@livemode/config'
import type {Host} from '@livemode/host'
import type {ImageSource, ImageVerity} from '@livemode/live'

/** What can start a live image: a boot loader that is found on a machine, or its running kernel. */
export type LoaderId = Exclude<Host['loader'], 'unknown'> | 'kexec'

/** The versions in the target's userspace, as its package manager says them, e.g. `059-4`. */
export interface TargetVersions {
  readonly dracutVersion: string
  readonly systemdVersion: string
}

/** The same, with what the command line depends on besides. */
export interface CommandLineTarget extends TargetVersions {
  /** Whether its initramfs holds the kernel against an HMAC beside it, in FIPS mode. */
  readonly kernelHmac: boolean
}

/** What the boot entry needs to know of the target. */
export interface BootEntryTarget extends CommandLineTarget {
  /** What the boot menu shows. */
  readonly title: string
}

/** What the command line of a live boot depends on. */
export interface CommandLineInput {
  readonly config: Config
  readonly host: Host
  readonly target: CommandLineTarget
  /** Where the image comes from. */
  readonly image: ImageSource
  /** What the live image is checked by; it is known when the image has been built. */
  readonly verity?: ImageVerity
}

export interface BootEntryInput extends CommandLineInput {
  /** What starts the live image; it need not be what starts the machine. */
  readonly loader: LoaderId | 'unknown'
  readonly target: BootEntryTarget
}

/** A boot entry as data, whatever holds it. */
export interface BootEntry {
  readonly loader: LoaderId
  readonly title: string
  readonly kernel: string
  readonly initramfs: string
  readonly arguments: {
    readonly add: readonly string[]
    /** Those that the host was booted with and the live image must not be, as written. */
    readonly remove: readonly string[]
  }
  /** The whole command line of the entry; what the boot loader itself adds is not in it. */
  readonly cmdline: string
}

export interface BootEntryPlan extends BootEntry {
  /**
   * The programs to run, one argument list each, so that the entry is there; they do not arm it.
   * Empty where no program writes entries: the installation writes a file then.
   */
  readonly steps: readonly (readonly string[])[]
}
