import type {CrypttabEntry, LuksToken} from '@livemode/host'

/** What an image can be built with for devices that nothing else in it opens; its packages are those of the target. */
export interface DeviceSupport {
  /** What the initramfs must have: dracut leaves a module out without failing when it lacks a program. */
  readonly dracutModules: readonly string[]
  /** The type of the tokens in the header of a LUKS2 container that it reads. */
  readonly tokenType: string
  /** The options of crypttab(5) by which the initramfs has it open a device, from those of the source. */
  readonly planOptions: (entry: CrypttabEntry) => readonly string[]
  /** Why a token gives no key in a live boot; undefined where it does. */
  readonly findObstacle: (token: LuksToken) => string | undefined
  /** What makes a token that does. */
  readonly enrol: (device: string) => string
}
