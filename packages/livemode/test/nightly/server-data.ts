import {createHash} from 'node:crypto'
import type {LiveContainer} from '../live-container.ts'

/** How many rows server-changes.sh puts into each database. */
const rows = 10_000

/** The checksum of what each place of the server's data holds, as it was made. */
export const plannedData = (): Readonly<Record<string, string>> => {
  const md5 = (text: string) => createHash('md5').update(text).digest('hex')
  const numbers = Array.from({length: rows}, (_, index) => index + 1)
  const table = numbers.map(number => `${number}\t${md5(String(number))}\n`).join('')
  const files = Array.from({length: 200}, (_, index) => {
    const first = index + 1
    const lines = Array.from({length: first * 19 + 1}, (_, line) => `${first + line}\n`)
    return {name: `file-${first}`, sha256: sha256(lines.join(''))}
  })
  const list = files
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({name, sha256}) => `${sha256}  ${name}\n`)
  return {postgresql: sha256(table), mariadb: sha256(table), files: sha256(list.join(''))}
}

/** The same as it is now: the databases are started, asked, and stopped. */
export async function readData(live: LiveContainer): Promise<Readonly<Record<string, string>>> {
  const postgresql = await live.shellInSource(`
    pg_ctlcluster 15 main start
    runuser -u postgres -- psql --cluster=15/main --quiet --command='COPY (SELECT n, text FROM kept ORDER BY n) TO STDOUT'
    pg_ctlcluster 15 main stop`)
  const mariadb = await live.shellInSource(`
    install --directory --owner=mysql --group=mysql /run/mysqld
    mariadbd --user=mysql --skip-networking >/run/mariadb.log 2>&1 &
    until mariadb-admin ping >/dev/null 2>&1; do
      kill -0 $! || { cat /run/mariadb.log >&2; exit 1; }
      sleep 1
    done
    mariadb --batch --skip-column-names --execute='SELECT n, text FROM kept.kept ORDER BY n'
    mariadb-admin shutdown
    wait`)
  const files = await live.shellInSource(
    'cd /home/anna && LC_ALL=C && export LC_ALL && sha256sum file-*',
  )
  return {postgresql: sha256(postgresql), mariadb: sha256(mariadb), files: sha256(files)}
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
