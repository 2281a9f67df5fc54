import {factText, namesNotRead} from '@livemode/host'
import type {Resolution} from '../resolution.ts'
import {enabledEntries, sourceFiles, sourcesFolder} from '../sources/entries.ts'
import {about, type ResolutionCheck} from './finding.ts'

interface SignedSource {
  readonly source: string
  readonly signedBy: string | null
  readonly path: string
}

/** What apt asks of two entries for one suite: else it reads none of its sources any more. */
export const sourcesAgree: ResolutionCheck = resolution => {
  const all = sourcesAfter(resolution)
  const disagreeing = [...new Set(all.map(({source}) => source))].flatMap(source => {
    // One that names no key agrees with every other.
    const same = all.filter(one => one.source === source && one.signedBy !== null)
    if (new Set(same.map(({signedBy}) => signedBy)).size < 2) return []
    return [`${source} (${[...new Set(same.map(({path}) => path))].join(', ')})`]
  })
  return about(disagreeing, list => ({
    id: 'sources-unreadable-after',
    severity: 'warning',
    sentence: `entries for the same source name different keys, so that apt would read no source at all: ${list}`,
    remedy: 'leave one entry for each of them, or give them the same Signed-By',
  }))
}

/** The sources of the upgraded system, one for each URI and suite. */
function sourcesAfter({facts, sources}: Resolution): readonly SignedSource[] {
  const changed = new Map(sources.files.map(({path, content}) => [path, content]))
  return sourceFiles(facts).flatMap(([path, text]) =>
    enabledEntries([path, changed.get(path) ?? text]).flatMap(({uris, suites, signedBy}) =>
      uris.flatMap(uri =>
        suites.map(suite => ({source: `${uri.replace(/\/*$/, '/')} ${suite}`, signedBy, path})),
      ),
    ),
  )
}

/** What apt passes over without a word, see Dir::Ignore-Files-Silently in apt.conf(5), and what it cannot mean. */
const leftBehind = /^\.|~$|\.(disabled|bak|save|orig|distUpgrade|dpkg-[a-z]+|ucf-[a-z]+)$/

/** Whoever has written such a file takes it for a source; apt does not, before the upgrade and after it. */
export const filesAreRead: ResolutionCheck = ({facts}) =>
  about(
    (factText(facts, namesNotRead(sourcesFolder)) ?? '')
      .split('\n')
      .filter(name => name !== '' && !leftBehind.test(name))
      .map(name => `${sourcesFolder}/${name}`),
    list => ({
      id: 'sources-unreadable-after',
      severity: 'warning',
      sentence: `apt does not read ${list}: a name has letters, digits, "_", "-" and "." only, and ends in .list or .sources`,
      remedy: 'give the file a name that apt reads, or take it away',
    }),
  )
