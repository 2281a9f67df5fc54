import {z} from 'zod'

const findingSchema = z.object({
  id: z.string(),
  severity: z.enum(['inhibitor', 'warning']),
  sentence: z.string(),
  remedy: z.string(),
})

/** Something the reader should know before the upgrade; an inhibitor refuses it. */
export type Finding = Readonly<z.output<typeof findingSchema>>

const findings = z.array(findingSchema)

/** What speaks for and against a transaction, as it lies beside it. */
export const storedFindings = z.object({
  /** The checksum of the transaction that they are about. */
  transactionSha256: z.string(),
  /** What was found while it was made. */
  resolve: findings,
  /** What was found in its packages; missing as long as nobody has looked. */
  download: findings.optional(),
})

export type StoredFindings = Readonly<z.output<typeof storedFindings>>
