import type {AptTransaction} from '@livemode/config'

/** A package that gets another version. */
export type VersionChange = AptTransaction['upgrade'][number]
