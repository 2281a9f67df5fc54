import {PassThrough, type Readable} from 'node:stream'
import {pipeline} from 'node:stream/promises'
import {LivemodeError} from '@livemode/config'
import type {Engine} from './engine.ts'
import {fromLabel, layerLabel} from './labels.ts'

/** A local image. */
export interface Image {
  readonly id: string
  /** The id of the image that it was made of; undefined where it was made of none, or not by livemode. */
  readonly from: string | undefined
  /** When it was made, see RFC 3339. */
  readonly made: string
}

/** The id of a local image, or undefined when the engine has none of that name. */
export const findImage = async (engine: Engine, reference: string): Promise<string | undefined> =>
  (await describeImage(engine, reference))?.id

/** A local image by its name or id, or undefined when the engine has none of that name. */
export async function describeImage(engine: Engine, reference: string): Promise<Image | undefined> {
  try {
    const {Id, Config, Created} = await engine.docker.getImage(reference).inspect()
    return {id: Id, from: Config?.Labels?.[fromLabel], made: Created}
  } catch (error) {
    if (isNotFound(error)) return undefined
    throw engineFailed(`cannot look up the image ${reference}`, error)
  }
}

/**
 * Makes an image of a root file system that comes as a tar stream. Nothing is left behind when the
 * stream fails. `layer` says what the image is; every image of livemode's carries it as a label.
 */
export async function importImage(
  engine: Engine,
  tar: AsyncIterable<Buffer>,
  {reference, layer}: {reference: string; layer: string},
): Promise<void> {
  // What is there stays until the new one is whole.
  const before = await findImage(engine, reference)
  const incomplete = `${reference}-new`
  // An engine waits five minutes for a request's head, which goes with the first bytes of its body: a root that takes
  // longer to make must not have the request waiting.
  const begun = await begin(tar)
  const body = new PassThrough()
  const imported = engine.docker
    // The name with its tag: Podman does not look at the parameter `tag`.
    .importImage(body, {repo: incomplete, changes: [`LABEL ${layerLabel}=${layer}`]})
    .then(response => followProgress(engine, response as Readable))
  try {
    await Promise.all([pipeline(begun, body), imported])
    const [repo = '', tag = ''] = reference.split(':')
    await engine.docker.getImage(incomplete).tag({repo, tag})
    await engine.docker.getImage(incomplete).remove()
  } catch (error) {
    body.destroy()
    await imported.catch(() => {})
    await removeImage(engine, incomplete)
    throw error instanceof LivemodeError
      ? error
      : engineFailed(`cannot import the image ${reference}`, error)
  }
  await removeReplaced(engine, {before, reference})
}

/** Removes an image that has lost its name to a newer one, unless something is made of it still: then it goes with that. */
export async function removeReplaced(
  engine: Engine,
  {before, reference}: {before: string | undefined; reference: string},
): Promise<void> {
  if (before === undefined || before === (await findImage(engine, reference))) return
  try {
    const image = engine.docker.getImage(before)
    const {RepoTags} = await image.inspect()
    // It may have another name.
    if ((RepoTags ?? []).length === 0) await image.remove()
  } catch (error) {
    if (!isHeld(error) && !isNotFound(error))
      throw engineFailed(`cannot remove the image ${before}`, error)
  }
}

/** Waits for the first piece of a stream; gives the whole of it. */
async function begin<T>(stream: AsyncIterable<T>): Promise<AsyncIterable<T>> {
  const iterator = stream[Symbol.asyncIterator]()
  const first = await iterator.next()
  return (async function* () {
    if (first.done) return
    yield first.value
    yield* {[Symbol.asyncIterator]: () => iterator}
  })()
}

/**
 * Pulls an image from its registry. Throws `ENGINE_FAILED` when the registry does not answer: the
 * pull is given up when it reports nothing for `silenceMilliseconds`.
 */
export async function pullImage(
  engine: Engine,
  reference: string,
  {silenceMilliseconds, signal}: {silenceMilliseconds: number; signal?: AbortSignal},
): Promise<void> {
  const silence = new AbortController()
  const abortSignal = signal ? AbortSignal.any([silence.signal, signal]) : silence.signal
  const timer = setTimeout(() => silence.abort(), silenceMilliseconds)
  try {
    const response = await engine.docker.pull(reference, {abortSignal})
    await followProgress(engine, response as Readable, () => timer.refresh())
    // Podman answers 200 and says in passing that the registry cannot be reached.
    if (!(await findImage(engine, reference))) throw new Error('no registry has brought it')
  } catch (error) {
    throw engineFailed(`cannot pull the image ${reference}`, error)
  } finally {
    clearTimeout(timer)
  }
}

/** Removes an image by name; one that is not there is no error. */
export async function removeImage(engine: Engine, reference: string): Promise<void> {
  try {
    await engine.docker.getImage(reference).remove({force: true})
  } catch (error) {
    if (!isNotFound(error)) throw engineFailed(`cannot remove the image ${reference}`, error)
  }
}

/** Removes all images of one repository, e.g. `livemode/test`. */
export async function removeRepository(engine: Engine, repository: string): Promise<void> {
  const filters = {reference: [repository]}
  for (const {RepoTags} of await engine.docker.listImages({filters})) {
    for (const reference of RepoTags ?? []) await removeImage(engine, reference)
  }
}

function followProgress(engine: Engine, response: Readable, onProgress?: () => void) {
  return new Promise<void>((resolve, reject) => {
    engine.docker.modem.followProgress(
      response,
      error => (error ? reject(error) : resolve()),
      onProgress,
    )
  })
}

const isNotFound = (error: unknown) => hasStatus(error, 404)

/** Something else is made of it, or runs it. */
const isHeld = (error: unknown) => hasStatus(error, 409)

const hasStatus = (error: unknown, status: number) =>
  error instanceof Error && 'statusCode' in error && error.statusCode === status

const engineFailed = (message: string, cause: unknown) =>
  new LivemodeError('ENGINE_FAILED', `${message}: ${reasonOf(cause)}`, {cause})

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.trim() : String(error)
}
