/** What one entry of sources.list(5) names, in either of its forms. */
export interface SourceEntry {
  /** `deb`, `deb-src` or both. */
  readonly types: readonly string[]
  readonly uris: readonly string[]
  readonly suites: readonly string[]
  readonly components: readonly string[]
  /** The keyrings that it must be signed by, or the key itself as text; null where it names none. */
  readonly signedBy: string | null
  /** Those that packages are asked for; null where it names none. */
  readonly architectures: readonly string[] | null
  /** Whether apt uses it. */
  readonly isEnabled: boolean
}

/** What an entry says afterwards; what is not named stays. */
export interface EntryValues {
  readonly suites: readonly string[]
  readonly uri?: string | undefined
  readonly components?: readonly string[] | undefined
  readonly signedBy?: string | undefined
}

/** What becomes of an entry: other values, or none any more with the reason, or null for as it is. */
export type EntryChange = EntryValues | {readonly disabled: string} | null

export type DecideEntry = (entry: SourceEntry) => EntryChange
