import {choiceFor, plainUri, type ThirdPartySource} from '@livemode/config'
import {factsBelow, factText, type PackageFacts, redacted} from '@livemode/host'
import type {EntryValues, SourceEntry} from './entry.ts'
import {keyringBytes} from './keyring.ts'

/** What was chosen for package sources of others, with the keyring that it names. */
export interface SourceChoice extends ThirdPartySource {
  readonly keyring?: Buffer | undefined
}

/** Why an entry of others cannot be upgraded from. */
export type SourceProblem = 'undecided' | 'refused' | 'no-key' | 'secret' | 'flat'

/** What becomes of an entry that is not the distribution's. */
export type SourceDecision =
  | {readonly kind: 'disabled'}
  | {readonly kind: 'problem'; readonly problem: SourceProblem}
  | {
      readonly kind: 'used'
      /** Where its packages come from in the target. */
      readonly uri: string
      readonly values: EntryValues & {readonly components: readonly string[]}
      readonly keyring: Buffer
      /** Whether the keyring is another one than the machine has. */
      readonly isNewKey: boolean
    }

/** Decides about an entry by what was chosen. Nothing is assumed: what nobody has chosen for is a problem. */
export function decideThirdParty(
  entry: SourceEntry,
  {choices, facts}: {choices: readonly SourceChoice[]; facts: PackageFacts},
): SourceDecision {
  const found = entry.uris.map(uri => choiceFor(uri, choices))
  const [choice] = found
  const problem = (why: SourceProblem): SourceDecision => ({kind: 'problem', problem: why})
  if (choice === undefined || found.some(one => one !== choice)) return problem('undecided')
  if (choice.action === 'refuse') return problem('refused')
  if (choice.action === 'disable') return {kind: 'disabled'}
  const uri = choice.mirror ? plainUri(choice.mirror) : (choice.new_uri ?? entry.uris[0] ?? '')
  const suites = choice.suites ?? entry.suites
  const components = choice.components ?? entry.components
  if (uri.includes(`//${redacted}@`)) return problem('secret')
  if (components.length === 0 || suites.some(suite => suite.endsWith('/'))) return problem('flat')
  const keyring = choice.keyring ?? keyringOf(entry, facts)
  if (keyring === undefined) return problem('no-key')
  const values = {uri: choice.new_uri, suites, components}
  return {kind: 'used', uri, values, keyring, isNewKey: choice.keyring !== undefined}
}

const trustedFolder = '/etc/apt/trusted.gpg.d'

/** The keys of an entry on the machine: what it names, or what apt trusts for all; undefined where they are not known. */
function keyringOf({signedBy}: SourceEntry, facts: PackageFacts): Buffer | undefined {
  if (signedBy?.includes('-----BEGIN')) return keyringBytes(Buffer.from(signedBy))
  const names =
    signedBy?.split(/[\s,]+/) ??
    ['/etc/apt/trusted.gpg', ...factsBelow(facts, trustedFolder).map(([path]) => path)].filter(
      path => factText(facts, path) !== undefined,
    )
  const contents = names.map(path => facts.get(path))
  if (contents.length === 0 || contents.some(content => content === undefined)) return undefined
  return Buffer.concat(contents.flatMap(content => (content ? [keyringBytes(content)] : [])))
}
