import {existsSync} from 'node:fs'
import type {AptTransaction} from '@livemode/config'
import type {EngineContext} from '../engine.ts'
import type {Apt} from './apt.ts'
import {withArchitecture} from './plan.ts'
import {beginScripts} from './scripts.ts'

/**
 * Unpacks packages once more whose files are not those that dpkg's database tells of. dpkg has the content of files on the disk
 * before it takes a package for unpacked, but not their names: where its database is on another file system than they
 * are, a loss of power may leave the old ones.
 */
export async function restoreLostFiles(
  context: EngineContext,
  {transaction, apt}: {transaction: AptTransaction; apt: Apt},
): Promise<void> {
  const {live, say} = context
  const isThere = (path: string) => existsSync(live.source.resolve(path))
  say('the files of packages are held against their checksums')
  const lost = parseVerification(apt.verify()).filter(
    // What the source has excluded is missing everywhere. What waits for its name is beside it.
    ({path, isMissing}) =>
      !isMissing || transaction.dpkgOptions.length === 0 || isThere(`${path}.dpkg-new`),
  )
  if (lost.length === 0) return
  const owners = new Set(
    // Where dpkg names no architecture, it is the source's own.
    apt
      .ownersOf(lost.map(({path}) => path))
      .map(name => (name.includes(':') ? name : `${name}:${transaction.architectures[0]}`)),
  )
  const installed = apt.versions()
  const archives = transaction.archives.filter(
    ({package: name, version}) =>
      owners.has(withArchitecture(name, transaction)) &&
      installed.get(withArchitecture(name, transaction)) === version,
  )
  if (archives.length === 0) return
  const names = archives.map(({package: name}) => name).join(', ')
  say(`files were lost with the power, their packages are unpacked once more: ${names}`)
  beginScripts(context)
  const code = await apt.unpack(archives.map(({path}) => path))
  if (code !== 0) say(`dpkg has stopped with ${code === null ? 'a signal' : `code ${code}`}`)
}

interface Verified {
  readonly path: string
  readonly isMissing: boolean
}

/** What differs by `dpkg --verify`, but for configurations, which anybody may change. */
export const parseVerification = (text: string): readonly Verified[] =>
  text.split('\n').flatMap(line => {
    const [, state, kind, path] =
      /^(missing {2}|\S{9}) ([ a-z]) (\/.*?)(?: \([^()]*\))?$/.exec(line) ?? []
    if (state === undefined || path === undefined || kind === 'c') return []
    const isMissing = state.startsWith('missing')
    return isMissing || state[2] === '5' ? [{path, isMissing}] : []
  })
