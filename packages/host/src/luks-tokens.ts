import {z} from 'zod'
import {parseClevisHeader} from './clevis-header.ts'
import type {Mount} from './mount.ts'
import {flattenMounts} from './mount-tree.ts'
import {type Asking, readAnswer} from './program.ts'

export const luksTokenSchema = z.object({
  /** As the header has it: `systemd-tpm2`, `clevis`, `systemd-recovery`. */
  type: z.string(),
  /** The registers of the TPM that its policy is bound to. */
  pcrs: z.array(z.int()).default([]),
  /** Whether somebody has to enter a PIN. */
  hasPin: z.boolean().default(false),
  /** Whether the registers are signed for, or locked by a policy, in files that the running system has. */
  hasPolicyFile: z.boolean().default(false),
  /** What clevis asks, of which some may be enough: `tpm2`, `tang`. */
  pins: z.array(z.string()).default([]),
  /** It is in a form that is not known here: when it gives its key is not known either. */
  isUnread: z.literal(true).optional(),
})

/** A token in the header of a LUKS2 container: what has one of its keys, and when it gives it. */
export type LuksToken = Readonly<z.output<typeof luksTokenSchema>>

const numbers = z.array(z.int()).default([])

/** What systemd-cryptenroll(1) writes. */
const tpm2Token = z.object({
  type: z.literal('systemd-tpm2'),
  'tpm2-pcrs': numbers,
  'tpm2-pin': z.boolean().default(false),
  tpm2_pubkey_pcrs: numbers,
  tpm2_pcrlock: z.boolean().default(false),
})

/** What clevis-luks-bind(1) writes. */
const clevisToken = z.object({
  type: z.literal('clevis'),
  jwe: z.object({protected: z.string()}),
})

const headerSchema = z.object({
  tokens: z.record(z.string(), z.looseObject({type: z.string()})).default({}),
})

/**
 * Parses what `cryptsetup luksDump --dump-json-metadata` prints, see cryptsetup-luksDump(8). Gives what is known of
 * the tokens; undefined where it is no such text.
 */
export function parseLuksTokens(text: string): readonly LuksToken[] | undefined {
  const header = headerSchema.safeParse(jsonOf(text))
  return header.data && Object.values(header.data.tokens).map(tokenOf)
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function tokenOf(token: {readonly type: string}): LuksToken {
  const {data} = tpm2Token.safeParse(token)
  const clevis = clevisToken.safeParse(token).data
  const bound = clevis && parseClevisHeader(clevis.jwe.protected)
  return {
    type: token.type,
    pcrs: [...(data?.['tpm2-pcrs'] ?? bound?.pcrs ?? [])],
    hasPin: data?.['tpm2-pin'] ?? false,
    hasPolicyFile: data !== undefined && (data.tpm2_pcrlock || data.tpm2_pubkey_pcrs.length > 0),
    pins: [...(bound?.pins ?? [])],
    ...(isUnread(token.type, data !== undefined || bound !== undefined) && {isUnread: true}),
  }
}

/** Other types are of nothing that a live boot asks. */
const isUnread = (type: string, isParsed: boolean) =>
  ['systemd-tpm2', 'clevis'].includes(type) && !isParsed

/** Reads the tokens of the containers that something is mounted from, by their UUIDs; only root may, and only of LUKS2. */
export async function readLuksTokens(mounts: readonly Mount[], asking: Asking) {
  const containers = flattenMounts(mounts).flatMap(({devices}) =>
    devices.flatMap(({container = ''}) => (/^[\w-]+$/.test(container) ? [container] : [])),
  )
  const found: [string, LuksToken[]][] = []
  for (const container of new Set(containers)) {
    const device = `/dev/disk/by-uuid/${container}`
    const argv = ['cryptsetup', 'luksDump', '--dump-json-metadata', device]
    const tokens = parseLuksTokens((await readAnswer(argv, asking)) ?? '')
    if (tokens !== undefined) found.push([container, [...tokens]])
  }
  return found.length === 0 ? {} : {luksTokens: Object.fromEntries(found)}
}
