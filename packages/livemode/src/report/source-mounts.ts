import {locateFile} from '@livemode/host'
import {liveFileSystems, type MissingMount} from '@livemode/live'
import {type Check, type Finding, when} from './finding.ts'
import type {Situation} from './situation.ts'

export const sourceRootIsMounted: Check = situation => {
  const root = situation.fstab.missing.find(({at}) => at === '/')
  return when(!isMounted(situation, '/'), () => ({
    id: 'source-root-missing',
    severity: 'inhibitor',
    sentence: `the live system could not mount the root of this machine${root ? `, ${root.source}: ${root.why}` : ''}`,
    remedy: root
      ? remedyOf(root)
      : 'give / a line in /etc/fstab, with a file system that the live system mounts',
  }))
}

export const fstabEntriesAreMounted: Check = ({fstab}) =>
  fstab.missing
    .filter(({at, isInFstab}) => at !== '/' && isInFstab)
    .map(mount => ({
      id: 'fstab-entry-left-out',
      severity: mount.isNeeded ? 'inhibitor' : 'warning',
      sentence: `${mount.source} at ${mount.at} is not mounted during the upgrade: ${mount.why}`,
      remedy: remedyOf(mount),
    }))

export const swapIsUsed: Check = ({fstab}) =>
  fstab.leftOut
    .filter(({entry}) => entry.vfstype === 'swap')
    .map(({entry, why}) => ({
      id: 'swap-not-used',
      severity: 'warning',
      sentence: `the upgrade goes without the swap ${entry.spec}: ${why}`,
      remedy: 'make sure that the memory is enough without it',
    }))

/** What was mounted by hand or by a unit is planned too where the upgrade needs it; not all of it can be. */
export const mountsAreInFstab: Check = ({fstab}) =>
  fstab.missing
    .filter(({at, isNeeded, isInFstab}) => at !== '/' && isNeeded && !isInFstab)
    .map(
      (mount): Finding => ({
        id: 'mount-not-in-fstab',
        severity: 'inhibitor',
        sentence: `${mount.source} is mounted at ${mount.at} and not in /etc/fstab, and the upgrade would not find it there: ${mount.why}`,
        remedy: remedyOf(mount),
      }),
    )

export const straceIsKept: Check = situation => {
  const {host, config} = situation
  const path = config.capture_upgrade_strace_into
  if (path === null) return []
  const {mount} = locateFile(host, path)
  return when(!isMounted(situation, mount.target), () => ({
    id: 'strace-not-kept',
    severity: 'inhibitor',
    sentence: `${path} lies on ${mount.target}, which is not mounted during the upgrade`,
    remedy: 'set capture_upgrade_strace_into to a path on a file system of /etc/fstab',
  }))
}

/** Whether the live system has what the source mounts at a place. */
const isMounted = ({fstab}: Situation, target: string) => fstab.mounts.some(({at}) => at === target)

function remedyOf({at, remedy, isNeeded}: MissingMount): string {
  if (remedy !== null) return remedy
  return isNeeded
    ? `have ${at} on a file system that the live system mounts (${liveFileSystems.join(', ')})`
    : 'make sure that the upgrade needs nothing that lies there'
}
