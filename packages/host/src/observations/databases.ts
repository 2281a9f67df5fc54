import {join, posix} from 'node:path'
import {readHead, readSmallFile} from '../regular-file.ts'
import {entriesOf} from './folders.ts'
import {readRedoLogEnd} from './innodb-log.ts'
import type {Observations} from './observations.ts'

const clusters = '/etc/postgresql'

/** The clusters that Debian's postgresql-common looks after, see pg_lsclusters(1). */
export async function readPostgresqlClusters(
  root: string,
): Promise<Observations['postgresqlClusters']> {
  const found: Observations['postgresqlClusters'] = []
  for (const {name: version} of await entriesOf(join(root, clusters))) {
    for (const {name} of await entriesOf(join(root, clusters, version))) {
      const configuration = join(root, clusters, version, name, 'postgresql.conf')
      if ((await readHead(configuration, 1)) !== undefined) found.push({version, name})
    }
  }
  return found.toSorted((a, b) => (`${a.version}/${a.name}` < `${b.version}/${b.name}` ? -1 : 1))
}

/** Where the data of MariaDB and of MySQL lie, unless they are told otherwise. */
const usualFolder = '/var/lib/mysql'

const configurationFolders = ['/etc/mysql', '/etc/mysql/conf.d', '/etc/mysql/mariadb.conf.d']

/** The data of MariaDB, and how its server was ended. */
export async function readMariadb(root: string): Promise<Observations['mariadb']> {
  const folders = new Set([usualFolder, ...(await configuredFolders(root))])
  const isRunning = await runsServer(root)
  const found: Observations['mariadb'] = []
  for (const folder of folders) {
    const end = await readRedoLogEnd(join(root, folder, 'ib_logfile0'))
    if (end !== undefined) found.push({folder, isRunning, end})
  }
  return found
}

async function configuredFolders(root: string): Promise<readonly string[]> {
  const found: string[] = []
  for (const folder of configurationFolders) {
    for (const {name} of await entriesOf(join(root, folder))) {
      if (!name.endsWith('.cnf')) continue
      const text = await readSmallFile(join(root, folder, name), 1024 * 1024)
      const matches = text?.toString('utf8').matchAll(/^\s*datadir\s*=\s*"?(\/[^\s"]*)/gm) ?? []
      for (const [, path] of matches) if (path) found.push(posix.normalize(`${path}/`).slice(0, -1))
    }
  }
  return found
}

async function runsServer(root: string): Promise<boolean> {
  for (const {name} of await entriesOf(join(root, '/proc'))) {
    if (!/^\d+$/.test(name)) continue
    const command = await readHead(join(root, '/proc', name, 'comm'), 64)
    if (/^(mariadbd|mysqld)$/.test(command?.toString('utf8').trim() ?? '')) return true
  }
  return false
}
