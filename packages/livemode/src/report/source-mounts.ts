import {locateFile} from '@livemode/host'
import {liveDevice} from '@livemode/image'
import {type Check, when} from './finding.ts'
import type {Situation} from './situation.ts'

/** Without one of these, an upgrade would write below an empty mount point. */
const needed = ['/usr', '/var', '/var/log', '/etc', '/opt', '/boot', '/boot/efi', '/efi']

/** They hold nothing that stays. */
const virtual = ['tmpfs', 'ramfs', 'proc', 'sysfs', 'devpts', 'devtmpfs', 'hugetlbfs', 'mqueue']

export const sourceRootIsMounted: Check = situation =>
  when(!isMounted(situation, '/'), () => ({
    id: 'source-root-missing',
    severity: 'inhibitor',
    sentence: 'the live system could not mount the root of this machine',
    remedy: `give / a line in /etc/fstab, with a file system that the live system mounts`,
  }))

export const fstabEntriesAreMounted: Check = ({fstab}) =>
  fstab.leftOut
    .filter(({entry}) => entry.file !== '/' && entry.vfstype !== 'swap')
    .filter(({entry}) => !entry.options.includes('noauto') && !virtual.includes(entry.vfstype))
    .map(({entry, why}) => ({
      id: 'fstab-entry-left-out',
      severity: needed.includes(entry.file) ? 'inhibitor' : 'warning',
      sentence: `${entry.spec} at ${entry.file} is not mounted during the upgrade: ${why}`,
      remedy: 'make sure that the upgrade needs nothing that lies there',
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

/** The live system knows the fstab; what was mounted by hand or by a unit it does not. */
export const mountsAreInFstab: Check = situation => {
  const {mounts, fstab, sourceRoot} = situation
  const inFstab = [
    ...fstab.entries.map(({file}) => file),
    ...fstab.leftOut.map(({entry}) => entry.file),
  ]
  return mounts
    .filter(({target, devices}) => devices.length > 0 && needed.includes(target))
    .filter(({target}) => !inFstab.includes(`${sourceRoot}${target}`) && !inFstab.includes(target))
    .map(({target, source}) => ({
      id: 'mount-not-in-fstab',
      severity: 'inhibitor',
      sentence: `${source} is mounted at ${target} and not in /etc/fstab: the upgrade would not find it there`,
      remedy: `give ${target} a line in /etc/fstab`,
    }))
}

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
function isMounted({fstab, sourceRoot}: Situation, target: string): boolean {
  if (target === '/' && sourceRoot === liveDevice) return true
  const place = target === '/' ? sourceRoot : `${sourceRoot}${target}`
  return fstab.entries.some(({file, options}) => file === place && !options.includes('noauto'))
}
