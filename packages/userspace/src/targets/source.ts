/** The systems that a release is reached from. */
export interface SourceSystem {
  readonly title: string
  /** Their `ID` in os-release(5). */
  readonly id: string
  /** Whether it is also those that name it in `ID_LIKE`: rebuilds of it, with its packages. */
  readonly orLike: boolean
  /** Their `VERSION_ID`, up to its first dot. */
  readonly version: string
}

/** Whether a machine, by its os-release(5), is such a system. */
export const isSource = (
  source: SourceSystem,
  {
    id,
    idLike,
    versionId,
  }: {readonly id: string; readonly idLike: readonly string[]; readonly versionId: string | null},
): boolean =>
  (id === source.id || (source.orLike && idLike.includes(source.id))) &&
  versionId?.split('.')[0] === source.version
