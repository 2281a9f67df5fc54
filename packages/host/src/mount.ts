import {z} from 'zod'
import {type IscsiSession, iscsiSessionSchema} from './iscsi-session.ts'

/** One block device of a stack, named as lsblk names it, e.g. `{name: 'rhel-root', type: 'lvm'}`. */
export interface Device {
  readonly name: string
  readonly type: string
  /** How a disk is reached, as lsblk says it: `sata`, `iscsi`; missing where it does not. */
  readonly transport?: string | undefined
  /** The UUID of the LUKS container that an opened device comes from; missing where that has none. */
  readonly container?: string | undefined
  /** What reaches a disk by iSCSI; missing for others, and where the kernel does not tell. */
  readonly iscsi?: IscsiSession | undefined
}

/** One mounted file system and those mounted below it, as findmnt(8) shows them. */
export interface Mount {
  readonly target: string
  readonly source: string
  readonly fstype: string
  readonly options: string
  /** What of the file system is mounted: `/`, a subvolume, or the source of a bind mount. */
  readonly fsroot: string
  readonly uuid: string | null
  /** The devices below the file system, from the mounted one to the disks; none for a virtual one. */
  readonly devices: readonly Device[]
  readonly children: readonly Mount[]
}

const row = z.object({
  target: z.string().startsWith('/'),
  source: z.string().nullable(),
  fstype: z.string(),
  options: z.string(),
  fsroot: z.string().default('/'),
  uuid: z.string().nullable().default(null),
  devices: z
    .array(
      z.object({
        name: z.string(),
        type: z.string(),
        transport: z.string().optional(),
        container: z.string().optional(),
        iscsi: iscsiSessionSchema.optional(),
      }),
    )
    .default([]),
  get children(): z.ZodDefault<z.ZodArray<typeof mountSchema>> {
    return z.array(mountSchema).default([])
  },
})

/** The schema of a mount: complete ones, and what findmnt prints of one. */
export const mountSchema: z.ZodType<Mount> = row.transform(mount => ({
  ...mount,
  source: bareSource(mount.source ?? 'none', mount.fsroot),
}))

/** findmnt appends what is mounted to the device, `/dev/vda2[/@]`; `fsroot` has it already. */
const bareSource = (source: string, fsroot: string) =>
  source.endsWith(`[${fsroot}]`) ? source.slice(0, -fsroot.length - 2) : source
