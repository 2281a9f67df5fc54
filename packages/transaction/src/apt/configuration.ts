/** One setting of apt.conf(5); a name that ends in `::` adds to a list. */
export interface AptSetting {
  readonly name: string
  readonly value: string
}

/** Parses what `apt-config dump` prints; a value has the quotes that it was given. */
export const parseAptDump = (text: string): readonly AptSetting[] =>
  text.split('\n').flatMap(line => {
    const [, name, value] = /^(\S+) "(.*)";$/.exec(line) ?? []
    return name === undefined || value === undefined ? [] : [{name, value}]
  })

/**
 * What decides which packages are chosen. All the rest is about the machine on which apt runs, and that is another
 * one: its folders, programs, proxies, and the hooks, which name programs of the source.
 */
const deciding =
  /^(APT::(Install-(Recommends|Suggests)|Never-MarkAuto-Sections|Move-Autobit-Sections|NeverAutoRemove|VersionedKernelPackages|AutoRemove)|pkgProblemResolver)(::|$)/i

/** Where the resolver finds things in its container. */
const resolverFolder = '/livemode-resolve'

export const resolverPlaces = {
  /** The source's files, laid out as there. */
  source: `${resolverFolder}/source`,
  /** The target's suites. */
  sources: `${resolverFolder}/sources.list.d`,
  /** The keys of repositories that are not the target's own. */
  keys: `${resolverFolder}/keys`,
  /** A folder with nothing in it. */
  nothing: `${resolverFolder}/nothing.d`,
  /** The configuration that the source's own is read by. */
  sourceConfiguration: `${resolverFolder}/source.conf`,
  configuration: `${resolverFolder}/resolve.conf`,
  /** The configuration by which the container itself is what packages are looked for. */
  containerConfiguration: `${resolverFolder}/container.conf`,
  /** Packages of the target that were fetched to be looked into. */
  packages: `${resolverFolder}/packages`,
  /** The suites of the source's own release, and what is made of them. */
  releaseSources: `${resolverFolder}/release.list.d`,
  releaseConfiguration: `${resolverFolder}/release.conf`,
  releaseState: `${resolverFolder}/release`,
} as const

/** The configuration by which `apt-config dump` shows that of the source, for `APT_CONFIG`. */
export const renderSourceConfiguration = () => `Dir "${resolverPlaces.source}";\n`

/** What a resolver changes in its configuration to see the source as a machine of its own release. */
export const renderReleaseConfiguration = (configuration: string): string =>
  [
    configuration,
    `Dir::Etc::sourceparts "${resolverPlaces.releaseSources}/";`,
    `Dir::State::lists "${resolverPlaces.releaseState}/lists/";`,
    `Dir::Cache "${resolverPlaces.releaseState}/cache/";`,
    '',
  ].join('\n')

/**
 * The configuration of a resolver, for `APT_CONFIG`: the source's state and preferences, the target's suites, and no
 * way to install anything.
 */
export function renderResolverConfiguration({
  architectures,
  settings,
  include,
}: {
  /** What says how repositories are reached. */
  include: string
  /** The machine's own first. */
  architectures: readonly string[]
  /** The source's own settings. */
  settings: readonly AptSetting[]
}): string {
  const {source, sources, nothing} = resolverPlaces
  return [
    `#include "${include}";`,
    ...settings
      // A value with a quote in it cannot be told from two.
      .filter(({name, value}) => deciding.test(name) && !value.includes('"'))
      .map(renderSetting),
    // Not RootDir: apt would look for its own programs there.
    `Dir "${source}";`,
    `Dir::State::status "${source}/var/lib/dpkg/status";`,
    'Dir::Bin::methods "/usr/lib/apt/methods";',
    // Whatever it is asked for, it must not install.
    'Dir::Bin::dpkg "/bin/false";',
    // What must not be done is a finding, and no reason to give no answer.
    'APT::Get::allow-downgrades "true";',
    'APT::Get::allow-remove-essential "true";',
    '#clear Dir::Bin::solvers;',
    '#clear Dir::Bin::planners;',
    'Dir::Bin::solvers { "/usr/lib/apt/solvers"; };',
    'Dir::Bin::planners { "/usr/lib/apt/planners"; };',
    'Dir::Etc::main "/dev/null";',
    `Dir::Etc::parts "${nothing}/";`,
    'Dir::Etc::sourcelist "/dev/null";',
    `Dir::Etc::sourceparts "${sources}/";`,
    '#clear APT::Architectures;',
    `APT::Architecture "${architectures[0]}";`,
    `APT::Architectures { ${architectures.map(one => `"${one}";`).join(' ')} };`,
    'Acquire::Languages "none";',
    'Acquire::Retries "3";',
    'APT::Sandbox::User "root";',
    // An index that is missing is no warning: what it has would be missing from the plan.
    'APT::Update::Error-Mode "any";',
    '',
  ].join('\n')
}

/**
 * The configuration by which packages are downloaded that the container itself does not have, for `APT_CONFIG`: by the
 * indexes that are there already, and without the source's preferences.
 */
export function renderContainerConfiguration(
  architecture: string,
  {configuration}: {readonly configuration: string},
): string {
  const {source, sources, nothing, packages} = resolverPlaces
  return [
    `#include "${configuration}";`,
    `Dir::State::lists "${source}/var/lib/apt/lists/";`,
    `Dir::Cache::archives "${packages}/";`,
    'Dir::Etc::main "/dev/null";',
    `Dir::Etc::parts "${nothing}/";`,
    'Dir::Etc::preferences "/dev/null";',
    `Dir::Etc::preferencesparts "${nothing}/";`,
    'Dir::Etc::sourcelist "/dev/null";',
    `Dir::Etc::sourceparts "${sources}/";`,
    'Dir::Bin::dpkg "/bin/false";',
    `APT::Architecture "${architecture}";`,
    `APT::Architectures { "${architecture}"; };`,
    'APT::Install-Recommends "false";',
    'Acquire::Languages "none";',
    'Acquire::Retries "3";',
    'APT::Sandbox::User "root";',
    '',
  ].join('\n')
}

const renderSetting = ({name, value}: AptSetting) => `${name} "${value}";`
