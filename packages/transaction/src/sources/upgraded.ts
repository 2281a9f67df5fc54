import {type PackageFacts, redacted} from '@livemode/host'
import type {Target} from '@livemode/userspace'
import {rewriteSources, sourceFiles} from './entries.ts'
import type {EntryChange, SourceEntry} from './entry.ts'

/** The package sources of the upgraded system, and what was found in those of the source. */
export interface UpgradedSources {
  /** The files that change. */
  readonly files: readonly {readonly path: string; readonly content: string}[]
  /** The distribution's components that the source uses. */
  readonly components: readonly string[]
  /** Entries of others, which the upgraded system does not use as they are. */
  readonly thirdParty: readonly {
    readonly path: string
    readonly uri: string
    readonly suite: string
  }[]
  /** Files that would have to change and stay: a secret in them is not known here. */
  readonly secretFiles: readonly string[]
}

/** Plans the package sources of a machine after its upgrade: the distribution's of the target, no one else's. */
export function planSources(facts: PackageFacts, target: Target): UpgradedSources {
  const components = new Set<string>()
  const thirdParty: UpgradedSources['thirdParty'][number][] = []
  const changed = sourceFiles(facts).flatMap(([path, text]) => {
    const content = rewriteSources([path, text], entry => {
      const change = decide(entry, target)
      if (entry.isEnabled && isDistribution(entry, target)) {
        for (const component of entry.components) components.add(component)
      }
      if (change && 'disabled' in change) {
        thirdParty.push({path, uri: entry.uris[0] ?? '', suite: entry.suites[0] ?? ''})
      }
      return change
    })
    return content === text ? [] : [{path, content}]
  })
  const isSecret = ({content}: {content: string}) => content.includes(`//${redacted}@`)
  return {
    files: changed.filter(file => !isSecret(file)),
    components: [...components],
    thirdParty,
    secretFiles: changed.filter(isSecret).map(({path}) => path),
  }
}

function decide(entry: SourceEntry, target: Target): EntryChange {
  if (!entry.isEnabled) return null
  if (!isDistribution(entry, target)) {
    return {
      disabled: `Disabled by the upgrade to ${target.title}: look for what it has for this release.`,
    }
  }
  const suites = [...new Set(entry.suites.map(suite => upgradedSuite(suite, target)))]
  return suites.join(' ') === entry.suites.join(' ') ? null : {suites}
}

const suiteEnd = '(-(?:updates|security|backports|backports-sloppy|proposed-updates))?'

/** The source's release, by its own name or by that which it has since the target's came out. */
const sourceSuite = ({archive}: Target) =>
  new RegExp(`^(?:${archive.sourceSuite}|oldstable)${suiteEnd}$`)

/** The target's release. */
const targetSuite = ({suite}: Target) => new RegExp(`^(?:${suite}|stable)${suiteEnd}$`)

function upgradedSuite(suite: string, target: Target): string {
  const match = sourceSuite(target).exec(suite)
  if (!match) return suite
  // There is no release behind the target yet that packages could come from.
  return `${target.suite}${(match[1] ?? '').replace('-sloppy', '')}`
}

/**
 * Whether an entry is one of the distribution's own. Others use its suites' names too, and end their URLs like its
 * mirrors do; what they do not have is its components and its keys.
 */
function isDistribution(entry: SourceEntry, target: Target): boolean {
  const {repositories} = target.archive
  const known = new Set(repositories.flatMap(({components}) => components))
  const hasSuites = entry.suites.every(suite => isSuite(suite, target))
  const hasComponents = entry.components.length > 0 && entry.components.every(one => known.has(one))
  if (!hasSuites || !hasComponents) return false
  if (entry.signedBy !== null && !entry.signedBy.startsWith('-----')) {
    return /\/debian-archive-[\w-]*\.(gpg|pgp|asc)$/.test(entry.signedBy)
  }
  return entry.uris.every(isMirror)
}

const isSuite = (suite: string, target: Target) =>
  sourceSuite(target).test(suite) || targetSuite(target).test(suite)

/** By the habit of mirrors: the distribution's own servers, and the same folders elsewhere, or a list of such. */
const isMirror = (uri: string) =>
  /^\w+(\+\w+)?:\/\/([^/]*@)?[\w.-]+\.debian\.org(:\d+)?(\/|$)/.test(uri) ||
  /\/debian(-security)?(\.list)?\/?$/.test(uri)
