import {createWriteStream} from 'node:fs'
import {rm, stat} from 'node:fs/promises'
import {pipeline} from 'node:stream/promises'
import {setTimeout} from 'node:timers/promises'
import {LivemodeError, naming} from '@livemode/config'
import {type Artifact, isArtifact} from '@livemode/image'
import type {ArtifactSource, Delivery} from './source.ts'
import {broken, failed} from './web-failure.ts'

export interface Part {
  readonly name: string
  /** Where it is until it is whole and verified. */
  readonly path: string
  /** What the manifest says of it. */
  readonly expected: Artifact
}

export interface PartOptions {
  readonly source: ArtifactSource
  readonly signal: AbortSignal
  /** Hears of every number of bytes that has come. */
  readonly onBytes: (bytes: number) => void
}

const pauseMilliseconds = 500

/**
 * Fetches an artifact into its part, from where the part ends, and verifies it. A transfer that breaks off is taken up as
 * long as something comes. Whatever has come stays for the next run, except what is wrong: that is removed.
 *
 * Throws `FETCH_FAILED`.
 */
export async function fetchPart(part: Part, options: PartOptions): Promise<void> {
  const isResumed = (await bytesOf(part)) > 0
  await fetchRest(part, options)
  if (await isWhole(part)) return
  await rm(part.path)
  // What was there before may be of another file; what has come now is what the server has.
  if (isResumed) {
    await fetchRest(part, options)
    if (await isWhole(part)) return
    await rm(part.path)
  }
  throw failed(
    `${options.source.placeOf(part.name)} is not what the manifest says: its checksum is another`,
  )
}

async function fetchRest(part: Part, options: PartOptions): Promise<void> {
  let validator: string | null = null
  for (;;) {
    const begin = await bytesOf(part)
    if (begin === part.expected.size) return
    try {
      const delivery = await options.source.open(part.name, {begin, validator})
      validator = delivery.validator
      await write(part, {delivery, begin, options})
    } catch (error) {
      if (!(await hasCome(part, {begin, error}))) throw error
    }
    const bytes = await bytesOf(part)
    if (bytes === part.expected.size) return
    if (bytes <= begin) throw broken(`${options.source.placeOf(part.name)} ends too early`)
    await setTimeout(pauseMilliseconds, undefined, {signal: options.signal})
  }
}

/** Whether a transfer has broken off behind something that was not there before. */
const hasCome = async (part: Part, {begin, error}: {begin: number; error: unknown}) =>
  error instanceof LivemodeError &&
  error.code === 'TRANSFER_BROKEN' &&
  (await bytesOf(part)) > begin

/** Writes what comes behind what is there, and never more than the manifest says. */
async function write(
  {name, path, expected}: Part,
  {delivery, begin, options}: {delivery: Delivery; begin: number; options: PartOptions},
): Promise<void> {
  const place = options.source.placeOf(name)
  const {begin: first, size, body} = delivery
  if (first !== begin && first !== 0) throw failed(`${place} begins elsewhere than it was asked to`)
  if (size !== null && size !== expected.size) {
    throw failed(`${place} has ${size} bytes, and ${expected.size} by the manifest`)
  }
  const counted = async function* (chunks: AsyncIterable<Uint8Array>) {
    let end = first
    for await (const chunk of chunks) {
      end += chunk.length
      if (end > expected.size)
        throw failed(`${place} has more than the ${expected.size} bytes of the manifest`)
      options.onBytes(chunk.length)
      yield chunk
    }
  }
  const flags = first === 0 ? 'w' : 'r+'
  const output = createWriteStream(path, {flags, start: first, mode: 0o600, flush: true})
  await naming(path, pipeline(counted(body), output, {signal: options.signal}))
}

/** What of an artifact is there; more than it has is nothing of it. */
export async function bytesOf({path, expected}: Pick<Part, 'path' | 'expected'>): Promise<number> {
  const size = (await stat(path).catch(() => undefined))?.size ?? 0
  return size > expected.size ? 0 : size
}

const isWhole = ({path, expected}: Part) => isArtifact(path, expected)
