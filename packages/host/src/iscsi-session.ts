import {z} from 'zod'

/** An iSCSI session by which a machine reaches disks. Nothing secret is in it. */
export const iscsiSessionSchema = z.object({
  /** The name of the target, `iqn.2026-11.org.example:disks`. */
  target: z.string().min(1),
  /** Where it is, as it was named when somebody logged in: an IP address or the name of a host. */
  address: z.string().min(1),
  port: z.int().positive(),
  /** The kernel's driver: `iscsi_tcp`, or that of a card which does it by itself. */
  driver: z.string().min(1),
  /** What open-iscsi has written down of it; null where it has no record of it. */
  record: z
    .object({
      /** When the machine logs in: `automatic`, `onboot` or `manual`. */
      startup: z.string(),
      /** Whether there is a password in it. */
      hasPassword: z.boolean(),
    })
    .nullable(),
})

export type IscsiSession = Readonly<z.output<typeof iscsiSessionSchema>>

/** What an iSCSI session is known by, whoever has written it down. */
export type IscsiPortal = Pick<IscsiSession, 'target' | 'address' | 'port'>
