import type {Finding} from '@livemode/config'
import {about} from '../findings/finding.ts'
import type {DnfAnswer} from './answer.ts'

type Check = (answer: DnfAnswer) => readonly Finding[]

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
