import {limits} from '../tables/limits.ts'
import {parseTimeSpan} from './time-span.ts'

/** Where the options of a mount are to hold. */
export interface OptionsPlace {
  /** Whether the upgrade writes to the file system. */
  readonly isNeeded: boolean
  /** Where a path of the source is in the live system. */
  readonly below: (path: string) => string
  /** Whether the live system mounts something of its own at a path of the source. */
  readonly isMountPoint: (path: string) => boolean
  /** Whether a name means the same device in the live system. */
  readonly isLastingName: (spec: string) => boolean
}

/** Under these, packages cannot be installed; mount(8): `user` and `users` say `noexec`, too. */
const hindering =
  /^(?:(?:ro|noexec)(?:=.*)?|noauto|users?|user=.*|norecovery|noload|nologreplay|rescue=.*)$/

/** What installers of Enterprise Linux 6 wrote stands as a comment. */
const ofSystemd = /^(?:x-systemd\.|comment=systemd\.|x-initrd\.)/
const automount = /^(?:x-systemd\.|comment=systemd\.)automount$/
const timeout = /^(?:x-systemd\.|comment=systemd\.)(?:device|mount)-timeout=(.*)$/
/** These name a mount by its path, or a unit. */
const dependency =
  /^(x-systemd\.(?:requires|wants|after|before|requires-mounts-for|wants-mounts-for))=(.*)$/

/**
 * Moves the mount options of the source below its root. Of what tells systemd how to mount, only that is kept which
 * is known to do no harm: nothing waits for ever or for a unit that is not there, is mounted only when somebody
 * looks there, before the root is switched, or with its device made anew.
 */
export function moveOptions(options: readonly string[], place: OptionsPlace): readonly string[] {
  const isOnRequest = isMountedOnRequest(options, place.isNeeded)
  return options
    .filter(option => !(place.isNeeded && hindering.test(option)))
    .filter(option => option !== 'noauto' || isOnRequest)
    .flatMap(option => (ofSystemd.test(option) ? moveOptionOfSystemd(option, place) : [option]))
}

/** Whether something is not mounted until somebody asks for it; what systemd mounts on demand is mounted at once. */
export const isMountedOnRequest = (options: readonly string[], isNeeded: boolean): boolean =>
  !isNeeded && options.includes('noauto') && !isAutomount(options)

function moveOptionOfSystemd(option: string, place: OptionsPlace): readonly string[] {
  const [, span] = timeout.exec(option) ?? []
  if (span !== undefined) return isBounded(span) ? [option] : []
  const [, name, value = ''] = dependency.exec(option) ?? []
  if (name !== undefined) return moveDependency(name, value, place)
  return option === 'x-systemd.rw-only' ? [option] : []
}

function moveDependency(name: string, value: string, place: OptionsPlace): readonly string[] {
  if (value.startsWith('/dev/')) return place.isLastingName(value) ? [`${name}=${value}`] : []
  const isThere = name.endsWith('-mounts-for') || place.isMountPoint(value)
  return value.startsWith('/') && isThere ? [`${name}=${place.below(value)}`] : []
}

/** For systemd, no time at all is the same as infinity. */
function isBounded(span: string): boolean {
  const seconds = parseTimeSpan(span)
  return seconds !== undefined && seconds >= 1e-6 && seconds <= limits.mount
}

/** Whether something is mounted when somebody looks there. */
export const isAutomount = (options: readonly string[]): boolean =>
  options.some(option => automount.test(option))
