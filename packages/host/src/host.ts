import {z} from 'zod'
import {enterpriseLinuxFields} from './enterprise-linux/fields.ts'
import {parseJson} from './json.ts'
import {luksTokenSchema} from './luks-tokens.ts'
import {mountSchema} from './mount.ts'

const absolutePath = z.string().startsWith('/')

const hostSchema = z.object({
  os: z.object({
    id: z.string().min(1),
    idLike: z.array(z.string()).default([]),
    versionId: z.string().nullable().default(null),
  }),
  architecture: z.string().min(1),
  /** See `parseX86Level`; missing where it is not known. */
  x86Level: z.int().min(1).max(4).optional(),
  /** See `parseSelinuxConfig`; missing where there is no SELinux, and in descriptions that were made before it was read. */
  selinux: z.enum(['enforcing', 'permissive', 'disabled']).optional(),
  /** See `readLeappState`; missing where there is no Leapp, and in descriptions that were made before it was read. */
  leapp: z
    .object({
      to: z.string().nullable(),
      release: z.string().nullable(),
      problem: z.string().nullable(),
    })
    .optional(),
  kernelCmdline: z.string(),
  /** Whether the kernel is in FIPS mode; missing in descriptions that were made before it was read. */
  fips: z.boolean().optional(),
  fstab: z.string(),
  /** Missing where there is none, and in descriptions that were made before it was read. */
  crypttab: z.string().optional(),
  /** See `readLuksTokens`: by the UUIDs of the containers; missing for those whose header has not been read. */
  luksTokens: z.record(z.string(), z.array(luksTokenSchema)).optional(),
  /** See `readLvmConfiguration`; missing where there is no LVM, and in descriptions that were made before it was read. */
  lvm: z
    .object({restrictedBy: z.array(z.string()), systemIdSource: z.string().nullable()})
    .optional(),
  mounts: z.array(mountSchema),
  /** The default subvolume of each btrfs by its UUID, as a path from the top level; missing where it is not known. */
  defaultSubvolumes: z.record(z.string(), absolutePath).optional(),
  firmware: z.enum(['bios', 'uefi']),
  loader: z.enum(['grubby', 'systemd-boot', 'grub', 'unknown']),
  /** See `readKexec`; missing in descriptions that were made before it was read. */
  kexec: z
    .object({
      kernel: z.enum(['ready', 'disabled', 'missing']),
      isLockedDown: z.boolean(),
      isXenPv: z.boolean(),
      hasProgram: z.boolean(),
      runsSystemd: z.boolean(),
      graphics: z.array(z.string()),
    })
    .optional(),
  /** Where the firmware or systemd-boot reads kernels from, see `readBootFolder`; missing where bootctl(1) does not tell. */
  bootFolder: absolutePath.optional(),
  /** GRUB's configurations, where firmware of either kind may start one of its own. */
  grubConfigurations: z.array(absolutePath).optional(),
  /** See `readGrubMenus`; missing in descriptions that were made before they were read. */
  grubMenus: z
    .array(
      z.object({
        file: absolutePath,
        readsNextEntry: z.boolean(),
        /** Missing in descriptions that were made before it was read. */
        readsSavedEntry: z.boolean().optional(),
        readsEntries: z.boolean(),
        goesOn: z.boolean(),
      }),
    )
    .optional(),
  memoryBytes: z.int().min(0),
  /** See `readInterfaces`; missing in descriptions that were made before they were read. */
  interfaces: z.array(z.object({name: z.string().min(1), mac: z.string()})).optional(),
  /** See `readDrivers`; missing in descriptions that were made before they were read. */
  drivers: z.array(z.object({module: z.string().min(1), device: z.string()})).optional(),
  /** See `findStaticAddresses`; missing in descriptions that were made before they were read. */
  staticAddresses: z
    .array(z.object({interface: z.string().min(1).nullable(), file: absolutePath}))
    .optional(),
  ...enterpriseLinuxFields,
  space: z.record(absolutePath, z.object({available: z.int().min(0)})),
  /** What a snapshot of the places that an upgrade writes to takes at the most; missing where nobody has looked. */
  snapshot: z
    .object({
      /** By the mounts that they are on. */
      bytes: z.record(absolutePath, z.int().min(0)),
      /** What is too large for it. */
      leftOut: z.array(z.object({path: absolutePath, why: z.string()})),
    })
    .optional(),
  /** Where a path really lies, for those asked for that lead over symlinks. */
  resolvedPaths: z.record(absolutePath, absolutePath).default({}),
})

/** Everything that livemode knows of a source system; `livemode host` prints it as JSON. */
export type Host = Readonly<z.output<typeof hostSchema>>

/**
 * Parses the JSON of a host.
 *
 * Throws `HOST_INVALID` with everything that is wrong, each with its line, column and key.
 */
export function parseHost(text: string, {file}: {file: string}): Host {
  return parseJson(text, {file, schema: hostSchema})
}
