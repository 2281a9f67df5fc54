import {z} from 'zod'

const setting = z.object({value: z.string(), counts: z.enum(['always', 'match-all', 'match'])})

/** What a description has of a machine with rpm; missing elsewhere, and in descriptions that were made before it was read. */
export const enterpriseLinuxFields = {
  /** See `readRootLogin`. */
  rootLogin: z
    .object({
      settings: z.array(setting).readonly(),
      dropIns: z.array(setting).readonly(),
      isPackaged: z.boolean(),
      hasPassword: z.boolean(),
      hasKeys: z.boolean(),
    })
    .optional(),
  /** See `readPackages`. */
  rpmPackages: z
    .object({
      weaklySigned: z.object({count: z.int().min(0), examples: z.array(z.string()).readonly()}),
      rhuiClients: z.array(z.string()).readonly(),
    })
    .optional(),
  /** See `readSubscription`. */
  subscription: z
    .object({
      isRegistered: z.boolean(),
      certificates: z.int().min(0),
      server: z.string().nullable(),
      content: z.string().nullable(),
      release: z.string().nullable(),
    })
    .optional(),
  /** See `readNetworkScripts`. */
  networkScripts: z
    .object({
      isService: z.boolean(),
      hasNetworkManager: z.boolean(),
      profiles: z
        .array(
          z.object({
            file: z.string().startsWith('/'),
            type: z.string().nullable(),
            isControlled: z.boolean(),
            isStarted: z.boolean(),
          }),
        )
        .readonly(),
    })
    .optional(),
  /** See `readVdoVolumes`. */
  vdoVolumes: z.array(z.string().min(1)).readonly().optional(),
}
