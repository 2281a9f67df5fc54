import {table} from './dracut/table.ts'
import {readVersions} from './dracut/versions.ts'
import type {TargetVersions} from './entry.ts'

/**
 * Plans the arguments that a live boot needs with the target's versions of dracut and systemd;
 * `isUnattended`: nobody is there who could answer a question; `isRootOpen`: root needs no password.
 *
 * Throws `IMAGE_BROKEN` when a version is none.
 */
export function planDracutArguments(
  target: TargetVersions,
  who: {isUnattended: boolean; isRootOpen: boolean},
): readonly string[] {
  const boot = {...readVersions(target), ...who}
  return table.flatMap(({name, add}) => {
    const value = add?.(boot)
    return value === undefined ? [] : [`${name}=${value}`]
  })
}
