/** What one entry of sources.list(5) names, in either of its forms. */
export interface SourceEntry {
  readonly uris: readonly string[]
  readonly suites: readonly string[]
  readonly components: readonly string[]
  /** The keyring that it must be signed by, or the key itself; null where it names none. */
  readonly signedBy: string | null
  /** Whether apt uses it. */
  readonly isEnabled: boolean
}

/** What becomes of an entry: other suites, or none any more with the reason, or null for as it is. */
export type EntryChange = {readonly suites: readonly string[]} | {readonly disabled: string} | null

export type DecideEntry = (entry: SourceEntry) => EntryChange
