import {LivemodeError} from '@livemode/config'
import type {TargetVersions} from '../entry.ts'

export interface Versions {
  readonly dracut: number
  readonly systemd: number
}

/**
 * The versions of a target as numbers. Throws `IMAGE_BROKEN` when one is none.
 */
export const readVersions = (target: TargetVersions): Versions => ({
  dracut: majorOf('dracut', target.dracutVersion),
  systemd: majorOf('systemd', target.systemdVersion),
})

/** The first number of a version behind its epoch. As strings, `059` and `100` compare the wrong way. */
function majorOf(program: string, version: string): number {
  const major = /^(?:\d+:)?(\d+)/.exec(version)?.[1]
  if (major !== undefined) return Number(major)
  throw new LivemodeError('IMAGE_BROKEN', `${JSON.stringify(version)} is no version of ${program}`)
}
