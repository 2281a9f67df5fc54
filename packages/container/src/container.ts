import {createHash} from 'node:crypto'
import {createWriteStream} from 'node:fs'
import type {Readable} from 'node:stream'
import {pipeline} from 'node:stream/promises'
import {LivemodeError, naming} from '@livemode/config'
import type Docker from 'dockerode'
import type {Engine} from './engine.ts'
import {type ExecOptions, type ExecResult, execInContainer} from './exec.ts'
import {reasonOf} from './images.ts'
import {fromLabel, layerLabel} from './labels.ts'
import {openSingleFile} from './tar/single-file.ts'

/** One container of a session. It is removed, with its files, when its scope is left. */
export class Container {
  readonly #engine: Engine
  readonly #container: Docker.Container
  readonly #onRemoved: () => void
  #removal: Promise<void> | undefined

  constructor(engine: Engine, container: Docker.Container, onRemoved: () => void) {
    this.#engine = engine
    this.#container = container
    this.#onRemoved = onRemoved
  }

  get id(): string {
    return this.#container.id
  }

  /**
   * Runs a program and gives what it wrote to its standard output.
   *
   * Throws `COMMAND_FAILED` with the command, its exit code and its last lines unless it exits 0.
   */
  exec(argv: readonly string[], options: ExecOptions = {}): Promise<ExecResult> {
    return execInContainer(this.#engine, this.#container, {argv, ...options})
  }

  /** Unpacks a tar stream below a folder of the container. */
  async putTar(tar: Readable | Buffer, folder: string): Promise<void> {
    await this.#attempt(`put files into ${folder}`, () =>
      this.#container.putArchive(tar as NodeJS.ReadableStream, {path: folder}),
    )
  }

  /** A file or folder of the container as a tar stream; its entries start with its last name. */
  async takeTar(path: string): Promise<Readable> {
    const stream = await this.#attempt(`take ${path}`, () => this.#container.getArchive({path}))
    return stream as Readable
  }

  /** One file of the container: its size in bytes and a stream of its content. */
  async takeFile(path: string): Promise<{size: number; content: Readable}> {
    return openSingleFile(await this.takeTar(path), path)
  }

  /** Copies one file of the container to a new file of the machine; gives its size and sha256. */
  async copyFileTo(path: string, destination: string): Promise<{size: number; sha256: string}> {
    const {size, content} = await this.takeFile(path)
    const hash = createHash('sha256')
    content.on('data', chunk => hash.update(chunk))
    const output = createWriteStream(destination, {flush: true, flags: 'wx'})
    await naming(destination, pipeline(content, output))
    return {size, sha256: hash.digest('hex')}
  }

  /** The whole root file system as one tar stream. */
  async exportRoot(): Promise<Readable> {
    const stream = await this.#attempt('export its files', () => this.#container.export())
    return stream as Readable
  }

  /** Keeps the container's files as an image. `layer` says what the image is, `from` is the id of the container's own. */
  async commit({
    reference,
    layer,
    from,
  }: {
    reference: string
    layer: string
    from: string
  }): Promise<void> {
    const [repo, tag] = reference.split(':')
    const changes = `LABEL ${layerLabel}=${layer} ${fromLabel}=${from}`
    await this.#attempt(`keep it as ${reference}`, () =>
      this.#container.commit({repo, tag, changes}),
    )
  }

  async #attempt<T>(what: string, action: () => Promise<T>): Promise<T> {
    try {
      return await action()
    } catch (error) {
      throw new LivemodeError('ENGINE_FAILED', `container: cannot ${what}: ${reasonOf(error)}`, {
        cause: error,
      })
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#removal ??= this.#remove()
    await this.#removal
  }

  async #remove(): Promise<void> {
    await this.#container.remove({force: true, v: true}).catch((error: {statusCode?: number}) => {
      // Gone, or being removed by somebody else: both are what is wanted.
      if (error.statusCode !== 404 && error.statusCode !== 409) throw error
    })
    this.#onRemoved()
  }
}
