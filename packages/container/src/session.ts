import {LivemodeError} from '@livemode/config'
import type Docker from 'dockerode'
import {Container} from './container.ts'
import type {Engine} from './engine.ts'
import {describeImage, findImage, reasonOf, removeReplaced} from './images.ts'
import {type Owner, ownerLabel, renderOwner} from './labels.ts'

export interface StartOptions {
  /** What the container is for; the start of its name. */
  readonly name: string
  /** Files of the machine that the container sees: `{'/on/the/machine': '/in/it:ro'}`. */
  readonly binds?: Readonly<Record<string, string>>
  /** Folders of the image that lie in memory: what is put there is in no image that is made of the container. */
  readonly memoryFolders?: readonly string[]
  /**
   * May mount: what a live system does in its own root is tried in a container then. No build needs that.
   */
  readonly mounts?: boolean
  /** Capabilities that it has besides, for what hands them on; see capabilities(7). */
  readonly capabilities?: readonly string[]
  /** May use loop devices, and has to make their nodes: where a disk is a file. */
  readonly loopDevices?: boolean
}

/** Loop devices, their control, and what the kernel numbers their partitions with; see cgroups' device controller. */
const loopDevices = ['b 7:* rwm', 'c 10:237 rwm', 'b 259:* rwm']

/**
 * The containers of one piece of work. Leaving its scope removes every one of them, and so does
 * aborting `signal`, at once: what runs in them then fails, and the work unwinds.
 */
export class Session {
  readonly engine: Engine
  readonly signal: AbortSignal
  readonly #owner: string
  readonly #network: string | undefined
  readonly #containers = new Set<Container>()

  constructor(
    engine: Engine,
    {
      owner,
      signal,
      network,
    }: {
      owner: Owner
      signal: AbortSignal
      /** The engine's network that all of its containers are in, `none` for none; unset: the engine's default. */
      network?: string
    },
  ) {
    this.engine = engine
    this.signal = signal
    this.#owner = renderOwner(owner)
    this.#network = network
    signal.addEventListener('abort', this.#removeAll, {once: true})
  }

  /** Starts a container that idles until it is removed; the work is given to it by `exec`. */
  start(image: string, options: StartOptions): Promise<Container> {
    return this.#create(image, {...options, running: true})
  }

  /** Makes a container that never runs: a way to read the files of an image. */
  create(image: string, options: StartOptions): Promise<Container> {
    return this.#create(image, {...options, running: false})
  }

  async #create(image: string, options: StartOptions & {running: boolean}): Promise<Container> {
    this.signal.throwIfAborted()
    try {
      const created = await this.engine.docker.createContainer({
        name: `livemode-${options.name}-${crypto.randomUUID().slice(0, 8)}`,
        Image: image,
        Entrypoint: ['sleep'],
        Cmd: ['infinity'],
        Labels: {[ownerLabel]: this.#owner},
        HostConfig: {
          CapAdd: [...(options.mounts ? ['SYS_ADMIN'] : []), ...(options.capabilities ?? [])],
          ...(options.mounts && {SecurityOpt: ['apparmor=unconfined']}),
          ...(options.loopDevices && {DeviceCgroupRules: loopDevices}),
          ...(this.#network !== undefined && {NetworkMode: this.#network}),
          Tmpfs: Object.fromEntries((options.memoryFolders ?? []).map(path => [path, ''])),
          Mounts: Object.entries(options.binds ?? {}).map(([from, to]) => planMount(from, to)),
        },
      })
      const container = new Container(this.engine, created, () =>
        this.#containers.delete(container),
      )
      this.#containers.add(container)
      this.signal.throwIfAborted()
      if (options.running) await created.start()
      return container
    } catch (error) {
      if (this.signal.aborted) await this[Symbol.asyncDispose]()
      this.signal.throwIfAborted()
      throw new LivemodeError(
        'ENGINE_FAILED',
        `cannot start a container of ${image}: ${reasonOf(error)}`,
        {
          cause: error,
        },
      )
    }
  }

  readonly #removeAll = () => {
    // A failure is told to whoever leaves the scope, which waits for the same removals.
    this[Symbol.asyncDispose]().catch(() => {})
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.signal.removeEventListener('abort', this.#removeAll)
    await Promise.all([...this.#containers].map(container => container[Symbol.asyncDispose]()))
  }
}

/** Not as one text with colons between its parts: a path may have one. */
function planMount(from: string, to: string): Docker.MountSettings {
  const [, target = to, option] = /^(.*?)(?::(ro))?$/.exec(to) ?? []
  return {Type: 'bind', Source: from, Target: target, ReadOnly: option === 'ro'}
}

interface Made {
  readonly reference: string
  readonly layer: string
  /** Finds out what the container gets that the work is done in; not asked where there is no work. */
  readonly containerOptions?: () => Promise<Omit<StartOptions, 'name'>>
}

/**
 * Makes an image by doing something in a container of another one. The new image appears only when
 * the work is complete; until then one of that name stays.
 */
export async function commitFrom(
  session: Session,
  image: string,
  {reference, layer, containerOptions}: Made,
  work: (container: Container) => Promise<void>,
): Promise<void> {
  const {engine, signal} = session
  const from = (await findImage(engine, image)) ?? image
  const before = await findImage(engine, reference)
  await using container = await session.start(from, {...(await containerOptions?.()), name: layer})
  await work(container)
  signal.throwIfAborted()
  await container.commit({reference, layer, from})
  await removeReplaced(engine, {before, reference})
}

/**
 * The same once: an image that is there stays, as long as it was made of the very image that has the other name now.
 * Whatever is made of something that was made anew is so made anew.
 */
export async function ensureLayer(
  session: Session,
  image: string,
  made: Made,
  work: (container: Container) => Promise<void>,
): Promise<void> {
  const found = await describeImage(session.engine, made.reference)
  if (found !== undefined && found.from === (await findImage(session.engine, image))) return
  await commitFrom(session, image, made, work)
}
