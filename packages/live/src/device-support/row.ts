import type {CrypttabEntry, LuksToken} from '@livemode/host'

/** What an image can be built with for devices that nothing else in it brings up; its packages are those of the target. */
export interface DeviceSupport {
  /** What it is about, in words. */
  readonly title: string
  /** What the initramfs must have: dracut leaves a module out without failing when it lacks a program. */
  readonly dracutModules: readonly string[]
}

/** The same for what gives the key of an encrypted device. */
export interface KeySupport extends DeviceSupport {
  /** The type of the tokens in the header of a LUKS2 container that it reads. */
  readonly tokenType: string
  /** Whether it answers the question for the passphrase, which has to be asked then. */
  readonly answers: boolean
  /** The options of crypttab(5) by which the initramfs has it open a device, from those of the source. */
  readonly planOptions: (entry: CrypttabEntry | undefined) => readonly string[]
  /** Why a token gives no key in a live boot; undefined where it does. */
  readonly findObstacle: (token: LuksToken, place: Place) => Obstacle | undefined
  /** What makes a token for it where the device has none. */
  readonly enrol: (device: string) => string
}

/** Where a device is opened. */
export interface Place {
  readonly device: string
  /** The setting that brings up the network there, and whether it is set. */
  readonly network: {readonly setting: string; readonly isSet: boolean}
}

export interface Obstacle {
  readonly why: string
  readonly remedy: string
}
