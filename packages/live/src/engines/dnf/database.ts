import {closeSync, cpSync, fsyncSync, openSync, renameSync, rmSync, statSync} from 'node:fs'
import {basename, dirname, join} from 'node:path'
import {installedSha256} from '@livemode/host'
import {syncFolder} from '../../system/durable.ts'
import {limits} from '../../tables/limits.ts'
import {type EngineContext, Refusal} from '../engine.ts'
import {environment} from '../scripts/in-source.ts'
import {databaseFolder, type Format, formats, formatsIn} from './database-folder.ts'
import {readInstalledAt} from './installed.ts'

/**
 * Brings rpm's database of the source into the format of the target's rpm, which can read an older one, and write it only
 * sometimes. rpm's own `--rebuilddb` in place moves the folder away and another one to where it was, and a loss of power between
 * the two leaves none: it is done on a copy, and what comes of that gets into the folder as one file, by one step.
 *
 * Throws a `Refusal` where what comes of it has not the same packages; the database is as it was then.
 */
export async function rebuildDatabase(context: EngineContext): Promise<void> {
  const {live, say} = context
  const folder = databaseFolder(live)
  const wanted = formatOf(
    live.run(['rpm', '--eval', '%{_db_backend}'], {environment}).stdout.trim(),
  )
  const [present, ...others] = formatsIn(live, folder)
  // With one file alone it is taken in one step.
  if (present !== wanted && wanted === 'sqlite') {
    say(`rpm’s database becomes ${wanted}, it was ${present}`)
    replaceDatabase(context, folder)
    others.push(...(present === undefined ? [] : [present]))
  }
  for (const format of others.filter(one => one !== 'sqlite' && wanted === 'sqlite'))
    for (const name of formats[format]) rmSync(join(live.source.root, folder, name), {force: true})
  syncFolder(join(live.source.root, folder))
}

const formatOf = (name: string): Format | undefined =>
  (Object.keys(formats) as Format[]).find(format => format === name)

/** Makes the database anew from what can be read of it, in the format of sqlite. Throws as `rebuildDatabase` does. */
export function replaceDatabase({live, say}: EngineContext, folder: string): void {
  const place = join(live.source.root, folder)
  // Beside it: what is moved has to be of the same file system.
  const copy = `${place}.livemode`
  const ask = (...argv: readonly string[]) =>
    live.run(argv, {environment, seconds: limits.packages})
  rmSync(copy, {recursive: true, force: true})
  cpSync(place, copy, {recursive: true, filter: path => !basename(path).startsWith('__db.')})
  try {
    const {code, stderr} = ask('rpmdb', '--rebuilddb', `--dbpath=${copy}`)
    if (code !== 0)
      throw new Refusal(`rpm cannot rebuild the source’s database: ${stderr.trimEnd()}`)
    const [before, after] = [place, copy].map(one => readInstalledAt(live, one))
    if (!before || !after || installedSha256(before) !== installedSha256(after))
      throw new Refusal('rpm has lost packages while it has rebuilt the source’s database')
    if (ask('rpmdb', '--verifydb', `--dbpath=${copy}`).code !== 0)
      throw new Refusal('rpm finds its own new database not in order')
    const [file, log] = formats.sqlite.map(name => join(copy, name))
    if (!file || !log || (statSync(log, {throwIfNoEntry: false})?.size ?? 0) > 0)
      throw new Refusal('rpm has not brought its new database to an end')
    syncFile(file)
    // An older one's log would be taken for that of the new one; all that was in it is in the new one.
    for (const name of formats.sqlite.slice(1)) rmSync(join(place, name), {force: true})
    syncFolder(place)
    renameSync(file, join(place, basename(file)))
    syncFolder(place)
    say(`rpm’s database has ${after.length} packages, as before`)
  } finally {
    rmSync(copy, {recursive: true, force: true})
    syncFolder(dirname(place))
  }
}

function syncFile(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
