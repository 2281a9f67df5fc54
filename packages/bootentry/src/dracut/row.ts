import type {KernelArgument} from '@livemode/host'

/** What the arguments depend on. Versions are compared as numbers: as text, `059` stands behind `100`. */
export interface LiveBoot {
  readonly dracut: number
  readonly systemd: number
  /** Nobody is there: the upgrade starts by itself, and a boot that fails must end by itself. */
  readonly isUnattended: boolean
}

/** What is planned, besides. */
export interface PlannedBoot extends LiveBoot {
  /** Root needs no password. */
  readonly isRootOpen: boolean
}

/** A command line that is looked at. */
export interface LintedBoot extends LiveBoot {
  readonly isDownloaded: boolean
  /** Whether the initramfs refuses a root that is not the image. */
  readonly isRootChecked: boolean
  /** What brings up the network in the initramfs; null where that is not known. */
  readonly networkHandler: NetworkHandler | null
  /** The value of an argument, the last one of several; null without a value, undefined without it. */
  findValue(name: string): string | null | undefined
}

export type NetworkHandler = 'network-manager' | 'systemd-networkd' | 'network-legacy'

export interface LintFinding {
  /** The argument as it stands on the command line. */
  readonly argument: string
  readonly sentence: string
  readonly remedy: string
}

type Remark = Pick<LintFinding, 'sentence' | 'remedy'>

/** One argument of dracut's, systemd's or the kernel's, and what the versions make of it. */
export interface Row {
  readonly name: string
  /** The first dracut that knows it; all where nothing is said. */
  readonly since?: number
  /** What to write where it is not known. */
  readonly instead?: string
  /** Its value in a live boot; undefined where it is not needed. */
  readonly add?: (boot: PlannedBoot) => string | undefined
  /** What is wrong with it on this command line. */
  readonly remark?: (argument: KernelArgument, boot: LintedBoot) => Remark | undefined
}

/** Whether dracut's scripts take a value as a yes: all but 0, no and off. */
export const isOn = (value: string | null | undefined): boolean =>
  value !== undefined && !['0', 'no', 'off'].includes(value ?? '')

/** dracut's own way to write its version: three digits before 100. */
export const dracutName = (dracut: number): string => `dracut ${String(dracut).padStart(3, '0')}`
