import type {Finding} from '@livemode/config'
import {about} from '../findings/finding.ts'
import type {DnfAnswer} from './answer.ts'

type Check = (answer: DnfAnswer) => readonly Finding[]

/** Without their architectures. */
const nameSet = (all: readonly {readonly package: string}[]) =>
  new Set(all.map(one => one.package.replace(/\.[^.]*$/, '')))

const named = (all: readonly {readonly package: string}[]) => all.map(one => one.package)

/** What goes and nothing takes its place: its new release is not there, and it does not work beside the others'. */
const packagesStay: Check = ({goes}) =>
  about(named(goes.filter(({how}) => how === 'removed')), list => ({
    id: 'package-removed',
    severity: 'warning',
    sentence: `the upgrade removes ${list}, and nothing takes their place`,
    remedy:
      'look for what takes their place in the target, or give the repositories that have them for it',
  }))

const packagesAreSucceeded: Check = ({goes, changed}) => {
  const going = nameSet(goes.filter(({how}) => how === 'succeeded'))
  const succeeded = changed.filter(one => going.has(one.package))
  return about(
    succeeded.map(({package: name, to}) => `${name} (now ${to.join(', ')})`),
    list => ({
      id: 'package-succeeded',
      severity: 'warning',
      sentence: `by Leapp’s package events others take the place of ${list}`,
      remedy: 'look whether their configuration has to be moved: rpm takes them for other packages',
    }),
  )
}

const packagesAreDropped: Check = ({goes}) =>
  about(named(goes.filter(({how}) => how === 'dropped')), list => ({
    id: 'package-dropped',
    severity: 'warning',
    sentence: `by Leapp’s package events the target has no ${list} any more: the upgrade removes them, and nothing takes their place`,
    remedy: 'look for what does their work in the target',
  }))

const successorsAreThere: Check = ({changed}) =>
  about(
    changed.flatMap(({package: name, missing}) =>
      missing.length === 0 ? [] : [`${missing.join(', ')} (for ${name})`],
    ),
    list => ({
      id: 'package-successor-missing',
      severity: 'warning',
      sentence: `Leapp’s package events name what no repository of the target has: ${list}`,
      remedy: 'give the repositories that have them for the target (repositories), or go without',
    }),
  )

/** What stays of the source's release: nobody upgrades it any more, and its name may be another one now. */
const packagesLiveOn: Check = ({stays}) =>
  about(named(stays.filter(({available}) => available === null)), list => ({
    id: 'package-obsolete',
    severity: 'warning',
    sentence: `the target does not have ${list}: they stay as they are, and get no updates`,
    remedy:
      'remove them when the upgrade has ended, unless something of your own needs them; what was renamed is there under its new name only where a package asks for it',
  }))

const versionsAreFree: Check = ({stays}) =>
  about(named(stays.filter(({isLocked}) => isLocked)), list => ({
    id: 'version-lock',
    severity: 'warning',
    sentence: `versionlock keeps ${list} from the target’s versions`,
    remedy: 'release them with "dnf versionlock delete", unless that is what you want',
  }))

const packagesAreNotExcluded: Check = ({stays}) =>
  about(named(stays.filter(({isLocked, isExcluded}) => isExcluded && !isLocked)), list => ({
    id: 'package-excluded',
    severity: 'warning',
    sentence: `dnf.conf excludes ${list} from the target’s versions`,
    remedy: 'take them out of excludepkgs in /etc/dnf/dnf.conf, unless that is what you want',
  }))

const allIsUpgraded: Check = ({stays}) =>
  about(
    named(
      stays.filter(
        ({available, isLocked, isExcluded}) => available !== null && !isLocked && !isExcluded,
      ),
    ),
    list => ({
      id: 'plan-incomplete',
      severity: 'warning',
      sentence: `the target’s ${list} cannot be installed beside what stays`,
      remedy: 'remove packages of others that stand in the way',
    }),
  )

const downgradesAreMeant: Check = ({goes}) =>
  about(named(goes.filter(({how}) => how === 'downgraded')), list => ({
    id: 'version-downgraded',
    severity: 'warning',
    sentence: `versions go back, which packages are not prepared for: ${list}`,
    remedy: 'look whose versions are installed: they are newer than the target’s',
  }))

const modulesAreKept: Check = ({modules: {reset}}) =>
  about(
    reset.map(({name, stream}) => `${name}:${stream}`),
    list => ({
      id: 'module-reset',
      severity: 'warning',
      sentence: `the target does not have the module streams ${list}: its own take their place`,
      remedy: 'look into what the other versions need, see "dnf module list" of the target',
    }),
  )

const checks: readonly Check[] = [
  packagesStay,
  packagesAreSucceeded,
  packagesAreDropped,
  successorsAreThere,
  packagesLiveOn,
  versionsAreFree,
  packagesAreNotExcluded,
  allIsUpgraded,
  downgradesAreMeant,
  modulesAreKept,
]

/** What speaks against what dnf has planned, or is to be known of it. */
export const checkAnswer = (answer: DnfAnswer): readonly Finding[] =>
  checks.flatMap(check => check(answer))
