/** The systems that a release is reached from. */
export interface SourceSystem {
  readonly title: string
  /** Their `ID` in os-release(5). */
  readonly ids: readonly string[]
  /** Their `VERSION_ID`, up to its first dot. */
  readonly version: string
}

/** Whether a machine, by its os-release(5), is such a system. */
export const isSource = (
  {ids, version}: SourceSystem,
  {id, versionId}: {readonly id: string; readonly versionId: string | null},
): boolean => ids.includes(id) && versionId?.split('.')[0] === version

/** The upgrades that there are, by the target they lead to: one release at a time, within a family. */
export const sources = {
  'debian-12': {title: 'Debian 11', ids: ['debian'], version: '11'},
  'debian-13': {title: 'Debian 12', ids: ['debian'], version: '12'},
  'el-9': {
    title: 'Enterprise Linux 8',
    ids: ['rhel', 'centos', 'almalinux', 'rocky'],
    version: '8',
  },
} satisfies Record<string, SourceSystem>
