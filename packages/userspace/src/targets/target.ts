import type {DeviceSupportId} from '@livemode/config'
import type {Host} from '@livemode/host'
import type {BaseContent} from '../families/debian/bootstrap.ts'
import type {Archive} from './archive.ts'
import type {SourceSystem} from './source.ts'

/** A release that a machine can be upgraded to: everything about it that the other layers ask for. */
export type Target = DebianTarget | ElTarget

/** A release of Debian. */
export interface DebianTarget extends Release {
  readonly family: 'debian'
  readonly packageManager: 'apt'
  /** The distribution's name for the release where its repositories are concerned. */
  readonly suite: string
  /** What its userspace begins with: its own image in a container registry, or the same made without one. */
  readonly base: BaseContent & {readonly registryImage: string}
  /** Where the packages of an upgrade come from. */
  readonly archive: Archive
  /** Packages that a machine needs after the upgrade although nothing in its plan asks for them. */
  readonly additions: readonly TargetAddition[]
  /** What the names of libraries end with that the release has under another name than the source. */
  readonly renamedLibraries: readonly string[]
}

/** A release of Enterprise Linux, of whatever distribution: its repositories are those of the configuration. */
export interface ElTarget extends Release {
  readonly family: 'el'
  readonly packageManager: 'dnf'
  /** What dnf puts in for `$releasever`, see "VARIABLES" in dnf.conf(5). */
  readonly releasever: string
  /** What its userspace begins with; the rest is installed by the dnf that is in it. */
  readonly basePackages: readonly string[]
  /**
   * The minor releases of the source that are upgraded from, and those that each leads to: of each distribution that has any, by
   * its `ID` in os-release(5).
   */
  readonly paths: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>
  /** Whether its NetworkManager reads the profiles of network scripts. */
  readonly readsIfcfg: boolean
}

/** What there is to say of a release in any family. */
interface Release {
  readonly title: string
  /** The packages of every live system of this release, by what they are for. */
  readonly packages: {readonly [purpose: string]: readonly string[]}
  /** Added when `setup_opensshd_with_auth_keys` asks for sshd. */
  readonly sshdPackages: readonly string[]
  /** The name of sshd's service in those packages. */
  readonly sshdUnit: string
  /** Added when `capture_upgrade_strace_into` asks for strace. */
  readonly stracePackages: readonly string[]
  /** Added for each that `device_support` names. */
  readonly deviceSupportPackages: Readonly<Record<DeviceSupportId, readonly string[]>>
  /** Whether a kernel has a file with its HMAC beside it, which it is held against in FIPS mode. */
  readonly kernelHmac: boolean
  /** Units of those packages that have no place in a live system: periodic jobs, mostly. */
  readonly maskedUnits: readonly string[]
  /** The versions that decide what the kernel command line must say. */
  readonly dracutVersion: string
  readonly systemdVersion: string
  /** The level of x86-64 that its programs are built for. */
  readonly x86Level: number
  /** What can be upgraded to this release. */
  readonly source: SourceSystem
  /** Boot loaders whose programs the release has in packages of their own, which nothing asks for. */
  readonly partedLoaders: readonly Host['loader'][]
  /** The schemes of URLs that livenet serves in this release's initramfs, by what is installed there. */
  readonly urlSchemes: readonly string[]
  /** Where the packages of the upgrade are downloaded to, on the source system. */
  readonly downloadFolder: string
  /** What to expect as long as nothing has been built, in bytes. */
  readonly sizes: TargetSizes
}

/** What a machine may have that asks for a package; how it is told stands where a transaction is planned. */
export type MachineNeed = 'encrypted-volumes'

export interface TargetAddition {
  readonly package: string
  readonly need: MachineNeed
  readonly why: string
}

/** Estimates of a release's sizes, from a build without additional packages; rounded up. */
export interface TargetSizes {
  readonly kernel: number
  readonly initramfs: number
  readonly image: number
  /** The packages that an upgrade downloads: a server with some hundred packages, rounded up well. */
  readonly download: number
  /** How much larger what is installed becomes on such a server, at its peak. */
  readonly growth: number
}
