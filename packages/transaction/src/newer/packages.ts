import type {UpgradeTransaction} from '@livemode/config'
import {findNewerRepositories} from './repositories.ts'
import {findNewerSuites} from './suites.ts'

/** Where there are other packages now than when an upgrade was resolved: suites of apt's, repositories of dnf's; null where that is not known. */
export const findNewerPackages = (plan: UpgradeTransaction): Promise<readonly string[] | null> =>
  plan.packageManager === 'apt' ? findNewerSuites(plan) : findNewerRepositories(plan)
