import {type DebianTargetId, targets} from '@livemode/userspace'
import type {SourceMachine} from './scenario.ts'

/** A release that source machines have, what it is upgraded to, and by what one is told from the other. */
export interface Release {
  readonly targetId: DebianTargetId
  /** Its own `PRETTY_NAME` in os-release(5). */
  readonly prettyName: string
  /** How the releases of their kernels begin. */
  readonly kernels: {readonly source: string; readonly target: string}
  /** `ID` and `VERSION_ID` of what it is upgraded to, in os-release(5). */
  readonly upgraded: string
}

export type ReleaseId = 'debian-11' | 'debian-12'

export const releases: Readonly<Record<ReleaseId, Release>> = {
  'debian-11': {
    targetId: 'debian-12',
    prettyName: 'Debian GNU/Linux 11 (bullseye)',
    kernels: {source: '5.10.', target: '6.1.'},
    upgraded: 'debian 12',
  },
  'debian-12': {
    targetId: 'debian-13',
    prettyName: 'Debian GNU/Linux 12 (bookworm)',
    kernels: {source: '6.1.', target: '6.12.'},
    upgraded: 'debian 13',
  },
}

/** The release of a machine, with its target. */
export function releaseOf({release: id = 'debian-12'}: Pick<SourceMachine, 'release'>) {
  const release = releases[id]
  return {...release, target: targets[release.targetId]}
}
