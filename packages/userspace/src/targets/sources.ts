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

/** The upgrades that there are, by the target they lead to: one release at a time, within a family. */
export const sources = {
  'debian-12': {title: 'Debian 11', id: 'debian', orLike: false, version: '11'},
  'debian-13': {title: 'Debian 12', id: 'debian', orLike: false, version: '12'},
  'el-9': {title: 'Enterprise Linux 8', id: 'rhel', orLike: true, version: '8'},
} satisfies Record<string, SourceSystem>
