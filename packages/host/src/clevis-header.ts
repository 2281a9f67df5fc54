import {z} from 'zod'

/** What clevis asks for a key. */
export interface ClevisBinding {
  /** Its pins, those within shares, too: `tpm2`, `tang`. */
  readonly pins: readonly string[]
  /** The registers that the one pin of a TPM is bound to; of shares nothing is said, of which some are enough. */
  readonly pcrs: readonly number[]
}

const headerSchema = z.object({
  clevis: z.object({
    pin: z.string(),
    tpm2: z.object({pcr_ids: z.string().default('')}).optional(),
    sss: z.object({jwe: z.array(z.string())}).optional(),
  }),
})

/** Deeper than anybody nests shares. */
const mostDepth = 4

/** Parses the protected header of clevis's JWE (RFC 7516), or a whole one in its short form; undefined where it is none. */
export function parseClevisHeader(text: string, depth = 0): ClevisBinding | undefined {
  const header = headerSchema.safeParse(decoded(text)).data
  if (header === undefined || depth > mostDepth) return undefined
  const {pin, tpm2, sss} = header.clevis
  if (pin === 'sss') {
    const shares = (sss?.jwe ?? []).map(share => parseClevisHeader(share, depth + 1))
    return {pins: shares.flatMap(share => share?.pins ?? []), pcrs: []}
  }
  return {pins: [pin], pcrs: [...(tpm2?.pcr_ids ?? '').matchAll(/\d+/g)].map(Number)}
}

function decoded(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text.split('.', 1)[0] ?? '', 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}
