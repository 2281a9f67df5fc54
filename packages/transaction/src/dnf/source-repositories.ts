import {choiceFor, type DnfTransaction, parseIni, type ThirdPartySource} from '@livemode/config'
import {factsBelow, type PackageFacts} from '@livemode/host'
import {renderKeyring} from '../sources/keyring.ts'
import type {SourceChoice} from '../sources/third-party.ts'
import type {DnfAnswer} from './answer.ts'
import type {ConfigurationFile} from './configuration-files.ts'

/** What becomes of a repository of the source: `unknown`: it is disabled, and nobody has chosen that. */
export type RepositoryState =
  | 'disabled'
  | 'unknown'
  | 'kept'
  | 'follows'
  | 'mapped'
  | 'refused'
  | 'not-to-be-mapped'

/** A repository of the source that is enabled, and that no package which comes or goes has brought. */
export interface SourceRepository {
  readonly path: string
  readonly id: string
  /** Its first address. */
  readonly uri: string
  readonly state: RepositoryState
}

/** What becomes of the source's repositories. */
export interface SourceRepositories {
  readonly found: readonly SourceRepository[]
  readonly changes: DnfTransaction['sourceRepositories']
  /** The keys that are new to the machine, which the changes name. */
  readonly keys: DnfTransaction['sources']
}

const folder = '/etc/yum.repos.d'
/** subscription-manager writes it anew for whatever release it finds. */
const managed = `${folder}/redhat.repo`

const addressOptions = ['baseurl', 'mirrorlist', 'metalink'] as const

/** Plans what becomes of the source's own repositories, by what was chosen for them. */
export function planSourceRepositories(
  facts: PackageFacts,
  {
    configurations,
    answer,
    choices,
  }: {
    readonly configurations: readonly ConfigurationFile[]
    readonly answer: Pick<DnfAnswer, 'goes'>
    readonly choices: readonly SourceChoice[]
  },
): SourceRepositories {
  const going = new Set(answer.goes.map(one => one.package))
  // Their packages know best what they are in the target's release.
  const brought = new Set(
    configurations.filter(one => going.has(one.package)).map(({path}) => path),
  )
  const found: SourceRepository[] = []
  const changes: DnfTransaction['sourceRepositories'] = []
  const keys = new Map<string, string>()
  const files = factsBelow(facts, folder).filter(([path]) => path !== managed && !brought.has(path))
  for (const [path, text] of files) {
    for (const [id, options] of parseIni(text).sections) {
      if (id === 'main' || /^(?:0|no|false|off)$/i.test(options.get('enabled') ?? '')) continue
      const addresses = addressOptions.flatMap(name => options.get(name)?.split(/[\s,]+/) ?? [])
      const [uri = ''] = addresses
      const choice = chosenFor(addresses, choices)
      const state = stateOf(addresses, choice)
      found.push({path, id, uri, state})
      if (state === 'disabled' || state === 'unknown') changes.push({path, id, options: null})
      if (state !== 'mapped') continue
      const gpgkey = choice?.keyring && keyFile(id)
      if (gpgkey && choice?.keyring) keys.set(gpgkey, renderKeyring(choice.keyring))
      changes.push({
        ...{path, id},
        options: {
          ...(choice?.new_uri === undefined ? {} : {baseurl: choice.new_uri}),
          ...(gpgkey ? {gpgkey: `file://${gpgkey}`} : {}),
        },
      })
    }
  }
  return {found, changes, keys: [...keys].map(([path, content]) => ({path, content}))}
}

const keyFile = (id: string) =>
  `/etc/pki/rpm-gpg/RPM-GPG-KEY-livemode-${id.replace(/[^\w.-]/g, '_')}`

/** The choice for all of its addresses; none where they have different ones. */
function chosenFor(
  addresses: readonly string[],
  choices: readonly SourceChoice[],
): SourceChoice | undefined {
  const found = addresses.map(uri => choiceFor(uri, choices))
  return found.every(one => one === found[0]) ? found[0] : undefined
}

function stateOf(
  addresses: readonly string[],
  choice: ThirdPartySource | undefined,
): RepositoryState {
  switch (choice?.action) {
    case 'refuse':
      return 'refused'
    case 'disable':
      return 'disabled'
    case 'keep':
      return 'kept'
    case 'map':
      return choice.suites === undefined && choice.components === undefined
        ? 'mapped'
        : 'not-to-be-mapped'
    default:
      return addresses.some(uri => /\$\{?releasever/.test(uri)) ? 'follows' : 'unknown'
  }
}
