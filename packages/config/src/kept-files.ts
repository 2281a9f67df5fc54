import {z} from 'zod'

/** What the packages have that an upgrade leaves as they are, as it lies beside the transaction. */
export const keptFiles = z.object({
  packages: z.array(
    z.object({package: z.string(), version: z.string(), paths: z.array(z.string())}),
  ),
  /** What a package has put elsewhere for others, see dpkg-divert(1); null: the administrator has. */
  diversions: z.array(z.object({path: z.string(), package: z.string().nullable()})),
})

export type KeptFiles = Readonly<z.output<typeof keptFiles>>
