import {posix} from 'node:path'
import type {AptTransaction} from '@livemode/config'

/** Where apt of the live system has what it works with, as paths of the live system. */
export interface AptPlaces {
  /** The source's root. */
  readonly root: string
  /** The folder of the packages, a part of a mirror. */
  readonly packages: string
  /** A folder for what apt itself makes: on the source's disk, for it is more than the memory may have room for. */
  readonly state: string
  /** The file of this configuration. */
  readonly configuration: string
  readonly sourcesList: string
}

/**
 * What apt would look for in front of an index that is not compressed, and the packages' folder has no other: apt 2.6 takes
 * that for the compressed one then, and finds its checksum wrong. A program of the name "none" there is not.
 */
const compressions = ['xz', 'gz', 'bz2', 'lzma', 'lz4', 'zst']

/**
 * The configuration of an apt in the live system that acts on the source's root, see apt.conf(5): state, logs and
 * dpkg's database are the source's; programs, keys and methods are the live system's. Nothing of the source's own
 * configuration is read: hooks in it name programs of the source, and the choice of versions has been made.
 */
export const renderAptConfiguration = (
  {root, state, sourcesList}: AptPlaces,
  {architectures, dpkgOptions}: Pick<AptTransaction, 'architectures' | 'dpkgOptions'>,
): string => `Dir "${root}";
Dir::State::status "${root}/var/lib/dpkg/status";
Dir::State::lists "${state}/lists/";
Dir::Cache "${state}/cache/";
Dir::Bin::methods "/usr/lib/apt/methods";
Dir::Bin::dpkg "/usr/bin/dpkg";
#clear Dir::Bin::solvers;
#clear Dir::Bin::planners;
Dir::Bin::solvers { "/usr/lib/apt/solvers"; };
Dir::Bin::planners { "/usr/lib/apt/planners"; };
Dir::Etc::main "/dev/null";
Dir::Etc::parts "/dev/null";
Dir::Etc::preferences "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
Dir::Etc::sourcelist "${sourcesList}";
Dir::Etc::sourceparts "/dev/null";
APT::Architecture "${architectures[0]}";
APT::Architectures { ${architectures.map(name => `"${name}";`).join(' ')} };
APT::Get::Assume-Yes "true";
// What is on hold stays: the plan does not name it.
APT::Get::Allow-Change-Held-Packages "false";
// A preference of the source may have asked for a version before its own: the plan names it.
APT::Get::Allow-Downgrades "true";
APT::Sandbox::User "root";
APT::Update::Error-Mode "any";
Acquire::Languages "none";
${compressions.map(name => `Acquire::CompressionTypes::${name} "none";`).join('\n')}
// These packages were verified when they were downloaded, and their plan is: no matter what the clock of this boot says.
Acquire::Check-Valid-Until "false";
Acquire::Check-Date "false";
DPkg::Use-Pty "0";
DPkg::Options { ${dpkgArguments(root, dpkgOptions)
  .map(option => `"${option}";`)
  .join(' ')} };
`

/** How dpkg of the live system acts on the source's root: with the source's own choice of files, and its configurations. */
export const dpkgArguments = (
  root: string,
  dpkgOptions: AptTransaction['dpkgOptions'],
): readonly string[] => [
  `--root=${root}`,
  // It is no path below the root, and the live system's own goes with it.
  `--log=${root}/var/log/dpkg.log`,
  '--force-confdef',
  '--force-confold',
  ...dpkgOptions,
]

/** The package sources of that apt, see sources.list(5). */
export const renderSourcesList = (
  {packages}: AptPlaces,
  {repositories, architectures}: Pick<AptTransaction, 'repositories' | 'architectures'>,
): string =>
  repositories
    .flatMap(({folder, suites, components, signedBy, architectures: own = architectures}) =>
      suites.map(
        suite =>
          `deb [signed-by=${posix.resolve(packages, signedBy)} arch=${own.join(',')}] file:${packages}/${folder} ${suite} ${components.join(' ')}\n`,
      ),
    )
    .join('')
