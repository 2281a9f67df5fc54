/** Whether an upgrade has to be one that can be taken back, as the setting `snapshot` says. */
export const snapshotChoices = ['auto', 'required', 'none'] as const

export type SnapshotChoice = (typeof snapshotChoices)[number]
