import {LivemodeError} from '@livemode/config'

/** Takes a stream of chunks apart at places that its writer did not choose. */
export class ByteReader {
  readonly #source: AsyncIterator<Buffer>
  #buffered: Buffer = Buffer.alloc(0)

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]()
  }

  /** Exactly the next `size` bytes. Throws `TAR_BROKEN` when the stream ends before them. */
  async read(size: number): Promise<Buffer> {
    const chunks: Buffer[] = []
    for await (const chunk of this.pass(size)) chunks.push(chunk)
    return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)
  }

  /** The next `size` bytes as they come, without gathering them. */
  async *pass(size: number): AsyncGenerator<Buffer> {
    let missing = size
    while (missing > 0) {
      if (this.#buffered.length === 0) this.#buffered = await this.#next()
      const chunk = this.#buffered.subarray(0, missing)
      this.#buffered = this.#buffered.subarray(chunk.length)
      missing -= chunk.length
      yield chunk
    }
  }

  async skip(size: number): Promise<void> {
    for await (const _ of this.pass(size));
  }

  /** Everything up to the stream's end. */
  async *rest(): AsyncGenerator<Buffer> {
    if (this.#buffered.length > 0) yield this.#buffered
    for (;;) {
      const {value, done} = await this.#source.next()
      if (done) return
      yield value
    }
  }

  async #next(): Promise<Buffer> {
    const {value, done} = await this.#source.next()
    if (done) throw new LivemodeError('TAR_BROKEN', 'the tar stream ends in the middle of an entry')
    return value
  }
}
