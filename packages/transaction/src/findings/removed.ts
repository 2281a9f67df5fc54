import {type DpkgPackage, fullName} from '../dpkg/status.ts'
import type {Resolution} from '../resolution.ts'
import {about, type ResolutionCheck} from './finding.ts'
import {isProtected} from './protected.ts'

/** What the plan removes and must not; another architecture's libraries are not what is meant. */
export const removedProtected = ({removed}: Pick<Resolution, 'removed'>): readonly DpkgPackage[] =>
  removed.filter(isProtected)

export const protectedStay: ResolutionCheck = resolution =>
  about(removedProtected(resolution).map(fullName), list => ({
    id: 'plan-removes-protected',
    severity: 'inhibitor',
    sentence: `the upgrade would remove ${list}`,
    remedy:
      'release what is on hold ("apt-mark showhold"), take preferences away, and remove packages of others that stand in the way',
  }))

/** A library that comes back under another name. */
const isRenamed = ({name}: DpkgPackage, {target, transaction}: Resolution) =>
  target.renamedLibraries.some(end =>
    transaction.new.some(one => one.package.startsWith(`${name}${end}:`)),
  )

/** What somebody has asked for, or what is not of the distribution, and goes. */
export const chosenStay: ResolutionCheck = resolution => {
  const {removed, transaction} = resolution
  const automatic = new Set(transaction.automatic)
  const chosen = removed.filter(
    one => !isProtected(one) && !isRenamed(one, resolution) && !automatic.has(fullName(one)),
  )
  return about(chosen.map(fullName), list => ({
    id: 'package-removed',
    severity: 'warning',
    sentence: `the upgrade removes ${list}, which nobody has marked as automatically installed`,
    remedy:
      'look for what takes their place in the target, or keep them by upgrading what they depend on',
  }))
}
