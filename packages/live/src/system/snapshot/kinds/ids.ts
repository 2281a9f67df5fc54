/** How a snapshot can be made. */
export const snapshotKindIds = ['copy'] as const

export type SnapshotKindId = (typeof snapshotKindIds)[number]
