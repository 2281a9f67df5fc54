import {fullName} from '../dpkg/status.ts'
import type {KeptPackage} from '../kept.ts'
import type {Resolution} from '../resolution.ts'
import {isKernelMeta} from '../sizes.ts'
import {about, type ResolutionCheck} from './finding.ts'
import {isBase, isVital} from './protected.ts'
import {removedProtected} from './removed.ts'

const nameOf = ({installed}: KeptPackage) => fullName(installed)

/**
 * What is older than the target's and does not become it, although the system needs it. A preference is meant: where
 * it does not concern what a system does not work without, it is told by itself.
 */
const keptBase = ({kept}: Pick<Resolution, 'kept'>) =>
  kept.filter(({reason, installed}) => {
    if (reason === 'newer') return false
    if (reason === 'pin') return isVital(installed) || isKernelMeta(installed.name)
    return isBase(installed) || isKernelMeta(installed.name)
  })

export const baseIsUpgraded: ResolutionCheck = resolution =>
  about(keptBase(resolution).map(nameOf), list => ({
    id: 'plan-incomplete',
    severity: 'inhibitor',
    sentence: `the upgrade would leave the system without the target’s ${list}`,
    remedy:
      'release what is on hold ("apt-mark showhold"), and take preferences away that keep packages from the target',
  }))

/** A hold is meant; whether the upgrade can go on with it, its consequences say. */
export const holdsAreHarmless: ResolutionCheck = resolution => {
  const held = resolution.kept.filter(({reason}) => reason === 'hold')
  const others = resolution.kept.filter(({reason}) => reason === 'dependencies').length
  const isHarmful = keptBase(resolution).length > 0 || removedProtected(resolution).length > 0
  return about(held.map(nameOf), list => ({
    id: 'hold',
    severity: isHarmful ? 'inhibitor' : 'warning',
    sentence: `on hold: ${list}; ${others} packages more are kept back, ${resolution.removed.length} are removed`,
    remedy: 'release them with "apt-mark unhold", unless that is what you want',
  }))
}

export const preferencesAreKnown: ResolutionCheck = ({kept}) =>
  about(kept.filter(({reason}) => reason === 'pin').map(nameOf), list => ({
    id: 'pin',
    severity: 'warning',
    sentence: `preferences keep ${list} from the target’s versions`,
    remedy:
      'take them out of /etc/apt/preferences and /etc/apt/preferences.d, unless that is what you want',
  }))

/** What everything else depends on to the version. */
const mustBeTargets = /^(systemd|libc6|base-files)$/

export const versionsAreOlder: ResolutionCheck = ({kept}) => {
  const newer = kept.filter(({reason}) => reason === 'newer')
  const [fatal, others] = [true, false].map(isFatal =>
    newer
      .filter(({installed}) => mustBeTargets.test(installed.name) === isFatal)
      .map(one => `${nameOf(one)} ${one.installed.version}`),
  )
  const finding = (severity: 'inhibitor' | 'warning') => (list: string) => ({
    id: 'version-newer-than-target',
    severity,
    sentence: `newer than what the target has, so that it stays as it is: ${list}`,
    remedy:
      'put the version of the source’s own release back, or find out what its vendor has for the target',
  })
  return [...about(fatal ?? [], finding('inhibitor')), ...about(others ?? [], finding('warning'))]
}

export const packagesLiveOn: ResolutionCheck = ({obsolete, transaction}) => {
  const automatic = new Set(transaction.automatic)
  return about(
    obsolete.map(fullName).filter(name => !automatic.has(name)),
    list => ({
      id: 'package-obsolete',
      severity: 'warning',
      sentence: `the target does not have ${list}: there are no security updates for them after the upgrade`,
      remedy: 'remove them, or look for what takes their place',
    }),
  )
}
