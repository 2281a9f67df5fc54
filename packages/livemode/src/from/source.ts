/** A file on its way, from where it was asked to begin, or from its first byte. */
export interface Delivery {
  /** The number of the first byte that comes. */
  readonly begin: number
  /** The size of the whole file; null: the server does not tell. */
  readonly size: number | null
  readonly body: AsyncIterable<Uint8Array>
  /** By which the server knows whether the file has changed. */
  readonly validator: string | null
}

/** Where artifacts are taken from. All that it throws is one sentence for a reader. */
export interface ArtifactSource {
  /** The place of a file, as it is shown. */
  readonly placeOf: (name: string) => string
  /** A small file; undefined where there is none. */
  readonly read: (name: string) => Promise<Buffer | undefined>
  /** Gives the rest of a file from a byte on, as long as the file is still the one of the validator. */
  readonly open: (
    name: string,
    from: {readonly begin: number; readonly validator: string | null},
  ) => Promise<Delivery>
}

/** More than a manifest or a signature has. */
export const mostSmallBytes = 16 * 1024 * 1024
