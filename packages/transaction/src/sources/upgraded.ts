import {type PackageFacts, redacted} from '@livemode/host'
import type {ArchiveRepository, DebianTarget} from '@livemode/userspace'
import {rewriteSources, sourceFiles} from './entries.ts'
import type {EntryValues, SourceEntry} from './entry.ts'
import {renderKeyring} from './keyring.ts'
import {
  decideThirdParty,
  type SourceChoice,
  type SourceDecision,
  type SourceProblem,
} from './third-party.ts'

/** The package sources of the upgraded system, and what was found in those of the source. */
export interface UpgradedSources {
  /** The files that change. */
  readonly files: readonly {readonly path: string; readonly content: string}[]
  /** The distribution's components that the source uses. */
  readonly components: readonly string[]
  /** Entries of others, and what becomes of them. */
  readonly thirdParty: readonly ThirdPartyEntry[]
  /** Where the packages of others come from that are upgraded. */
  readonly repositories: readonly ThirdPartyRepository[]
  /** Files that would have to change and stay: a secret in them is not known here. */
  readonly secretFiles: readonly string[]
}

export interface ThirdPartyEntry {
  readonly path: string
  readonly uri: string
  readonly suite: string
  readonly state: 'disabled' | 'used' | SourceProblem
}

/** A repository that is not the target's own, with the keys that it is signed by. */
export interface ThirdPartyRepository extends ArchiveRepository {
  readonly keyring: Buffer
}

/** Plans the package sources of a machine after its upgrade: the distribution's of the target, and others as chosen. */
export function planSources(
  facts: PackageFacts,
  target: DebianTarget,
  {
    choices = [],
    own = target.archive.repositories,
  }: {
    choices?: readonly SourceChoice[]
    /** Where the target's own packages come from. */
    own?: readonly ArchiveRepository[]
  } = {},
): UpgradedSources {
  const components = new Set<string>()
  const entries: ThirdPartyEntry[] = []
  const repositories: ThirdPartyRepository[] = []
  const keyrings = new Map<string, string>()
  const changed = sourceFiles(facts).flatMap(([path, text]) => {
    const content = rewriteSources([path, text], entry => {
      if (!entry.isEnabled) return null
      if (isDistribution(entry, target)) {
        const parts = upgradedComponents(entry, target)
        for (const component of parts) components.add(component)
        const suites = [...new Set(entry.suites.map(suite => upgradedSuite(suite, target)))]
        if (isSame(entry, {suites, components: parts})) return null
        return parts.length === entry.components.length ? {suites} : {suites, components: parts}
      }
      const decision = decideThirdParty(entry, {choices, facts})
      const state = decision.kind === 'problem' ? decision.problem : decision.kind
      entries.push({path, uri: entry.uris[0] ?? '', suite: entry.suites[0] ?? '', state})
      if (decision.kind !== 'used') return disabledFor(target)
      const folder = folderFor(decision.uri, [...own, ...repositories])
      if (entry.types.includes('deb')) repositories.push(repositoryOf(entry, {decision, folder}))
      const keyFile = `/etc/apt/keyrings/${folder}.asc`
      if (decision.isNewKey) keyrings.set(keyFile, renderKeyring(decision.keyring))
      const values = {...decision.values, ...(decision.isNewKey ? {signedBy: keyFile} : {})}
      return isSame(entry, values) ? null : values
    })
    return content === text ? [] : [{path, content}]
  })
  const isSecret = ({content}: {content: string}) => content.includes(`//${redacted}@`)
  return {
    files: [
      ...[...keyrings].map(([path, content]) => ({path, content})),
      ...changed.filter(file => !isSecret(file)),
    ],
    components: [...components],
    thirdParty: entries,
    repositories,
    secretFiles: changed.filter(isSecret).map(({path}) => path),
  }
}

const disabledFor = ({title}: DebianTarget) => ({
  disabled: `Disabled by the upgrade to ${title}: look for what it has for this release.`,
})

const isSame = (entry: SourceEntry, {uri, suites, components, signedBy}: EntryValues): boolean =>
  uri === undefined &&
  signedBy === undefined &&
  suites.join(' ') === entry.suites.join(' ') &&
  components?.join(' ') === entry.components.join(' ')

const withoutSlash = (uri: string) => uri.replace(/\/+$/, '')

/** The folder of a repository: one for each root, which all of its suites have their packages below. */
function folderFor(uri: string, known: readonly ArchiveRepository[]): string {
  const same = known.find(one => one.uri === withoutSlash(uri))
  const others = known.map(one => one.folder).filter(folder => folder.startsWith(thirdParty))
  return same?.folder ?? `${thirdParty}${new Set(others).size + 1}`
}

const thirdParty = 'third-party-'

const repositoryOf = (
  {architectures}: SourceEntry,
  {decision, folder}: {decision: SourceDecision & {kind: 'used'}; folder: string},
): ThirdPartyRepository => ({
  folder,
  uri: withoutSlash(decision.uri),
  suites: decision.values.suites,
  components: decision.values.components,
  signedBy: keyringPath(folder),
  keyring: decision.keyring,
  ...(architectures === null ? {} : {architectures}),
})

/** Where the keys of a repository lie, below the folder of the packages. */
const keyringPath = (folder: string) => `${folder}/dists/keyring.gpg`

/** With what the target has taken out of them, behind them. */
function upgradedComponents(
  {components}: SourceEntry,
  {archive: {partedComponents}}: DebianTarget,
): readonly string[] {
  const parts = components.flatMap(one => partedComponents[one] ?? [])
  return [...components, ...parts.filter(one => !components.includes(one))]
}

const suiteEnd = '(-(?:updates|security|backports|backports-sloppy|proposed-updates))?'

const suitesNamed = (names: readonly string[]) => new RegExp(`^(?:${names.join('|')})${suiteEnd}$`)

/** The source's release. */
const sourceSuite = ({archive}: DebianTarget) =>
  suitesNamed([archive.sourceSuite, ...archive.sourceAliases])

/** The target's release. */
const targetSuite = ({suite, archive}: DebianTarget) =>
  suitesNamed([suite, ...archive.targetAliases])

function upgradedSuite(suite: string, target: DebianTarget): string {
  const match = sourceSuite(target).exec(suite)
  if (!match) return suite
  // What comes from behind the target is no longer sloppy in it.
  return `${target.suite}${(match[1] ?? '').replace('-sloppy', '')}`
}

/**
 * Whether an entry is one of the distribution's own. Others use its suites' names too, and end their URLs like its
 * mirrors do; what they do not have is its components and its keys.
 */
function isDistribution(entry: SourceEntry, target: DebianTarget): boolean {
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

const isSuite = (suite: string, target: DebianTarget) =>
  sourceSuite(target).test(suite) || targetSuite(target).test(suite)

/** By the habit of mirrors: the distribution's own servers, and the same folders elsewhere, or a list of such. */
const isMirror = (uri: string) =>
  /^\w+(\+\w+)?:\/\/([^/]*@)?[\w.-]+\.debian\.org(:\d+)?(\/|$)/.test(uri) ||
  /\/debian(-security)?(\.list)?\/?$/.test(uri)
