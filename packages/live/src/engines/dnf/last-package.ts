import {join} from 'node:path'
import type {DnfTransaction} from '@livemode/config'
import {limits} from '../../tables/limits.ts'
import type {EngineContext} from '../engine.ts'
import {environment} from '../scripts/in-source.ts'
import {databaseFolder} from './database-folder.ts'
import {comingOf, keyOf} from './plan.ts'

/** What names a package and its place in the database, which are given in the order in which they come. */
const format =
  '%{DBINSTANCE}\\t%{NEVRA}\\t%{NAME}.%{ARCH} %|EPOCH?{%{EPOCH}:}|%{VERSION}-%{RELEASE}\\n'

/**
 * Takes out of rpm's database the package of a plan that has come last, where what it replaces is there still: it is in there
 * before its own scriptlet has run, which would not be run as that of a package that is new. Its files stay, and come again.
 */
export function forgetLast(
  {live, say}: Pick<EngineContext, 'live' | 'say'>,
  plan: Pick<DnfTransaction, 'upgrade' | 'new' | 'remove'>,
): void {
  const database = `--dbpath=${join(live.source.root, databaseFolder(live))}`
  const run = (...argv: readonly string[]) =>
    live.run(['rpm', database, ...argv], {environment, seconds: limits.packages})
  const {stdout} = run('--query', '--all', `--queryformat=${format}`)
  const rows = stdout.split('\n').flatMap(line => {
    const [instance, nevra, key] = line.split('\t')
    return nevra === undefined || key === undefined
      ? []
      : [{instance: Number(instance), nevra, key: key.replace(' 0:', ' ')}]
  })
  const present = new Set(rows.map(({key}) => key))
  const coming = new Set(comingOf(plan).map(keyOf))
  const last = rows
    .filter(({key}) => coming.has(key))
    .toSorted((a, b) => a.instance - b.instance)
    .at(-1)
  if (last === undefined) return
  const upgraded = plan.upgrade.find(
    one => keyOf({package: one.package, version: one.to}) === last.key,
  )
  const isWhole =
    upgraded !== undefined &&
    !present.has(keyOf({package: upgraded.package, version: upgraded.from}))
  if (isWhole) return
  say(`${last.nevra} was the last that has come before the interruption: it is begun anew`)
  run(...['--erase', '--justdb', '--noscripts', '--notriggers', '--nodeps', last.nevra])
}
