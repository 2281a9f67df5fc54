import {
  artifactNames,
  type Manifest,
  manifestName,
  parseManifest,
  signatureName,
} from '@livemode/image'
import {assertSigned, type TrustedKeys} from '../signing/trust.ts'
import {parseAddress, withAuthorization} from './address.ts'
import {openConnections} from './connections.ts'
import {openFolderSource} from './folder-source.ts'
import type {Reach} from './reach.ts'
import type {ArtifactSource} from './source.ts'
import {failed} from './web-failure.ts'
import {openWebSource} from './web-source.ts'

export interface OfferOptions {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
  readonly trusted: TrustedKeys
  /** Asked where they come from a web server. */
  readonly reach: () => Promise<Reach>
  readonly silenceMilliseconds?: number
}

/** Artifacts that are elsewhere: their manifest is verified, they are not fetched yet. */
export interface Offer {
  readonly source: ArtifactSource
  readonly manifest: Manifest
  /** As they have come, to the byte. */
  readonly files: Readonly<{manifest: Buffer; signature: Buffer | undefined}>
}

/** How long a server may say nothing. */
const silence = 30_000

/**
 * Opens what `--from` names, and reads its manifest, whose signature is verified first where keys are trusted.
 *
 * Throws `USAGE` for an address that cannot be, `FETCH_FAILED` where nothing comes from there, and `SIGNATURE_REFUSED`.
 */
export async function openOffer(
  from: string,
  options: OfferOptions,
): Promise<Offer & AsyncDisposable> {
  await using stack = new AsyncDisposableStack()
  const source = await openSource(from, {options, stack})
  const place = source.placeOf(manifestName)
  const content = await source.read(manifestName)
  if (content === undefined) throw failed(`${place}: there is no manifest of a build`)
  const signature = await readSignature(source, options)
  await assertSigned({place, content, signature}, options)
  const manifest = parseManifest(content)
  if (manifest === undefined) throw failed(`${place} is no manifest of a build${describe(content)}`)
  const held = stack.move()
  return {
    source,
    manifest,
    files: {manifest: content, signature},
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  }
}

/** Where nobody asks for a signature, one that cannot be had is none: a server may forbid what is not there. */
async function readSignature(
  source: ArtifactSource,
  {trusted, signal}: Pick<OfferOptions, 'trusted' | 'signal'>,
): Promise<Buffer | undefined> {
  try {
    return await source.read(signatureName)
  } catch (error) {
    if (trusted.length > 0 || signal.aborted) throw error
    return undefined
  }
}

async function openSource(
  from: string,
  {options, stack}: {options: OfferOptions; stack: AsyncDisposableStack},
): Promise<ArtifactSource> {
  const address = parseAddress(from)
  if (address.kind === 'folder') {
    return openFolderSource(address, [manifestName, signatureName, ...Object.values(artifactNames)])
  }
  const {signal, silenceMilliseconds = silence} = options
  const reach = await options.reach()
  const connections = openConnections({...reach, silenceMilliseconds})
  stack.use(connections)
  const known = withAuthorization(address, reach.auth)
  return openWebSource(known, {connections, signal, silenceMilliseconds})
}

const describe = (content: Buffer) =>
  /^\s*<(?:!doctype|html|\?xml)/i.test(content.subarray(0, 1000).toString('latin1'))
    ? ': it is HTML'
    : ''
