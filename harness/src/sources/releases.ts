import {type TargetId, targets} from '@livemode/userspace'
import {type FamilyId, families} from '../families/index.ts'

/** A release that source machines have, what it is upgraded to, and by what one is told from the other. */
export interface Release {
  readonly familyId: FamilyId
  /** What its family calls it. */
  readonly version: string
  /** Its own `VERSION_ID` in os-release(5). */
  readonly versionId: string
  readonly targetId: TargetId
  /** Its own `PRETTY_NAME` in os-release(5). */
  readonly prettyName: string
  /** How the releases of their kernels begin. */
  readonly kernels: {readonly source: string; readonly target: string}
  /** `ID` and `VERSION_ID` of what it is upgraded to, in os-release(5). */
  readonly upgraded: string
}

export type ReleaseId = 'debian-11' | 'debian-12' | 'fixture-8'

export const releases: Readonly<Record<ReleaseId, Release>> = {
  'debian-11': {
    familyId: 'debian',
    version: 'bullseye',
    versionId: '11',
    targetId: 'debian-12',
    prettyName: 'Debian GNU/Linux 11 (bullseye)',
    kernels: {source: '5.10.', target: '6.1.'},
    upgraded: 'debian 12',
  },
  'debian-12': {
    familyId: 'debian',
    version: 'bookworm',
    versionId: '12',
    targetId: 'debian-13',
    prettyName: 'Debian GNU/Linux 12 (bookworm)',
    kernels: {source: '6.1.', target: '6.12.'},
    upgraded: 'debian 13',
  },
  'fixture-8': {
    familyId: 'fixture',
    version: '8',
    versionId: '8.0',
    targetId: 'el-9',
    prettyName: 'Fixture Linux 8.0',
    kernels: {source: '6.1.', target: '6.12.'},
    upgraded: 'fixture 9.0',
  },
}

/** The release of a machine, with its family and its target. */
export function releaseOf({release: id = 'debian-12'}: {readonly release?: ReleaseId}) {
  const release = releases[id]
  return {...release, family: families[release.familyId], target: targets[release.targetId]}
}
