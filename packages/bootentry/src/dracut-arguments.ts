import {LivemodeError} from '@livemode/config'
import type {BootEntryTarget} from './entry.ts'

interface Need {
  readonly argument: string
  readonly isNeeded: (versions: {dracut: number; systemd: number}) => boolean
}

const needs: readonly Need[] = [
  {
    // dracut 058 moved the making of the overlay's folders behind this argument, where a flat squashfs
    // needs them too; repaired in 060, but only after the first attempt to mount. From 256 on systemd
    // makes the folders itself.
    argument: 'rd.live.overlay.overlayfs=1',
    isNeeded: ({dracut, systemd}) => dracut >= 58 && dracut <= 60 && systemd < 256,
  },
]

/**
 * Plans the arguments that a live boot needs with the target's versions of dracut and systemd.
 *
 * Throws `IMAGE_BROKEN` when a version is none.
 */
export function planDracutArguments(target: BootEntryTarget): readonly string[] {
  const versions = {
    dracut: majorOf('dracut', target.dracutVersion),
    systemd: majorOf('systemd', target.systemdVersion),
  }
  return needs.filter(need => need.isNeeded(versions)).map(need => need.argument)
}

/** The first number of a version behind its epoch. As strings, `059` and `100` compare the wrong way. */
function majorOf(program: string, version: string): number {
  const major = /^(?:\d+:)?(\d+)/.exec(version)?.[1]
  if (major !== undefined) return Number(major)
  throw new LivemodeError('IMAGE_BROKEN', `${JSON.stringify(version)} is no version of ${program}`)
}
