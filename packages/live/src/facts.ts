import {deviceSupportIds, snapshotChoices} from '@livemode/config'
// What runs in the live system is loaded at every start of it: the small variant of the library.
import * as z from 'zod/mini'
import {engineIds} from './engines/ids.ts'
import {liveHookMoments} from './hooks.ts'

const absolutePath = z.string().check(z.startsWith('/'))

/** What is true of a live image, wherever it is booted. */
const imageFactsSchema = z.object({
  version: z.literal(1),
  /** Identifies the image by what went into it. */
  buildId: z.string(),
  /** What the source becomes. */
  target: z.object({id: z.string(), title: z.string()}),
  /** The engines that the image carries. */
  engines: z.array(z.enum(engineIds)),
  /** What it has for devices that need more than a passphrase or a key file. */
  deviceSupport: z.array(z.enum(deviceSupportIds)),
  /** Whether somebody can log in at its consoles, or from elsewhere. */
  canLogIn: z.boolean(),
})

export type ImageFacts = Readonly<z.output<typeof imageFactsSchema>>

/** What has a boot loader boot the live system by default for as long as it is there. */
const resumeSchema = z.discriminatedUnion('kind', [
  /** A file of the source, which the loader's own script tests for. */
  z.object({kind: z.literal('file'), path: absolutePath}),
  /** A variable of the firmware (`NAME-GUID`) with this text in it. */
  z.object({kind: z.literal('variable'), name: z.string(), value: z.string()}),
  /** What GRUB boots by default by its environment block, a file of the source: the entry of this kernel. */
  z.object({kind: z.literal('saved-entry'), block: absolutePath, kernel: absolutePath}),
  /** Nothing does: what starts the machine knows nothing of the live system. */
  z.object({kind: z.literal('none')}),
])

export type Resume = Readonly<z.output<typeof resumeSchema>>

/** The entry of a menu by which the upgraded system is tried: what the loader calls it, and its file. */
const trialEntrySchema = z.object({id: z.string(), file: absolutePath})

/** A boot loader's menu. */
const menuSchema = z.discriminatedUnion('kind', [
  /** A file that grub-mkconfig makes; the entry of the trial is read into it. */
  z.object({kind: z.literal('grub'), file: absolutePath, trial: trialEntrySchema}),
  /**
   * Entries of type 1 of the Boot Loader Specification, on the file system that is mounted there. `block`: where GRUB shows
   * them its environment block; null where systemd-boot does, which has variables of the firmware.
   */
  z.object({
    kind: z.literal('entries'),
    boot: absolutePath,
    block: z.nullable(absolutePath),
    trial: trialEntrySchema,
  }),
])

export type Menu = Readonly<z.output<typeof menuSchema>>

/** What is true of one machine: `install` makes it there, and the live system acts on it. */
const machineFactsSchema = z.object({
  version: z.literal(1),
  /** The image that the machine's part was made for. */
  buildId: z.string(),
  /** Told from all others by this: the source has it, too (`sourcePlaces.installation`). */
  installation: z.string(),
  engine: z.enum(engineIds),
  /** The checksum of the plan that lies with the packages on the source; null: there are none. */
  transactionSha256: z.nullable(z.string()),
  /** How the boot loader is had to boot the live system by default, see `holdBoot`. */
  resume: resumeSchema,
  /** What the boot loader shows, and the upgraded system must be in. */
  menu: menuSchema,
  /** Whether the source is kept as it is before its first change, see `takeSnapshot`. */
  snapshot: z.enum(snapshotChoices),
  /** How many seconds a script of a package may say nothing. */
  scriptTimeout: z.int().check(z.gte(1)),
  /** The administrator's executables that came with it, in the order in which they run. */
  hooks: z.array(z.object({moment: z.enum(liveHookMoments), name: z.string(), sha256: z.string()})),
  /** How many seconds each of them has. */
  hookTimeout: z.int().check(z.gte(1)),
  /** The names that the source gives its network interfaces, by the addresses of their cards. */
  interfaces: z.array(z.object({name: z.string(), mac: z.string()})),
  /** Where the live system has the source's root. */
  sourceRoot: absolutePath,
  /** Where the source has file systems that the live system mounts below that, by its own paths. */
  mounts: z.array(z.object({at: absolutePath, device: z.string(), isNeeded: z.boolean()})),
  /** The same for those that the live system does not mount. */
  missing: z.array(z.object({at: absolutePath, why: z.string(), isNeeded: z.boolean()})),
})

export type MachineFacts = Readonly<z.output<typeof machineFactsSchema>>

/** Parses what `places.imageFacts` holds; throws when it is something else. */
export const parseImageFacts = (text: string): ImageFacts =>
  imageFactsSchema.parse(JSON.parse(text))

/** Parses what `places.machineFacts` holds; throws when it is something else. */
export const parseMachineFacts = (text: string): MachineFacts =>
  machineFactsSchema.parse(JSON.parse(text))

/** The text of a file of facts. */
export const renderFacts = (facts: ImageFacts | MachineFacts): string =>
  `${JSON.stringify(facts, undefined, 2)}\n`
