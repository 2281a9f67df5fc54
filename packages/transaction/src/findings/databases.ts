import type {Resolution} from '../resolution.ts'
import {about, type ResolutionCheck} from './finding.ts'

const clustersOf = ({evidence}: Resolution) => evidence.observations?.postgresqlClusters ?? []

/** The packages that are those of the target after the upgrade. */
const comingNames = ({transaction}: Resolution): ReadonlySet<string> =>
  new Set([...transaction.upgrade, ...transaction.new].map(one => one.package.replace(/:.*/, '')))

export const clustersAreUpgraded: ResolutionCheck = resolution => {
  const coming = comingNames(resolution)
  const stay = clustersOf(resolution).filter(({version}) => !coming.has(`postgresql-${version}`))
  return about(
    stay.map(({version, name}) => `${version}/${name}`),
    list => ({
      id: 'postgresql-cluster',
      severity: 'warning',
      sentence: `the target does not upgrade the PostgreSQL clusters ${list}: they stay what they are, on packages without security updates`,
      remedy: 'after the upgrade move each to the target’s version with "pg_upgradecluster"',
    }),
  )
}

export const collationsStay: ResolutionCheck = resolution => {
  const {transaction} = resolution
  const libc = transaction.upgrade.find(one => one.package.startsWith('libc6:'))
  if (libc === undefined) return []
  return about(
    clustersOf(resolution).map(({version, name}) => `${version}/${name}`),
    list => ({
      id: 'postgresql-collation',
      severity: 'warning',
      sentence: `libc sorts text in another order from ${versionOf(libc.to)} on than in ${versionOf(libc.from)}: indexes of the PostgreSQL clusters ${list} may be wrong after the upgrade`,
      remedy:
        'after the upgrade run "REINDEX DATABASE" and "ALTER DATABASE … REFRESH COLLATION VERSION" in each database that does not sort by C or ICU',
    }),
  )
}

const versionOf = (version: string) => version.replace(/-.*/, '')

export const databasesAreClosed: ResolutionCheck = ({evidence, packages}) => {
  const {mariadb = []} = evidence.observations ?? {}
  const hasServer = packages.some(({name}) => /^(mariadb|mysql)-server/.test(name))
  const crashed = mariadb.filter(({isRunning, end}) => !isRunning && end === 'crashed')
  return about(hasServer ? crashed.map(({folder}) => folder) : [], list => ({
    id: 'mariadb-clean-shutdown',
    severity: 'inhibitor',
    sentence: `MariaDB was not shut down, and what is left so is not made to be recovered by its new version: ${list}`,
    remedy: 'start MariaDB, wait until it has recovered, and leave it running or stop it',
  }))
}
