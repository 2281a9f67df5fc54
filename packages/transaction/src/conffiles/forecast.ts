import type {AptTransaction} from '@livemode/config'
import {factText, type Observations, type PackageFacts, parseUcfHashes} from '@livemode/host'
import {parseConffiles, type RecordedConffile} from './recorded.ts'

/** What becomes of the configuration files that are not as their packages brought them. */
export interface ConffileForecast {
  /** Changed here and in the target: the file stays, and the target's lies beside it. */
  readonly kept: readonly string[]
  /** Deleted here: they stay away. */
  readonly deleted: readonly string[]
  /** The same as the first, of files that ucf(1) looks after: whether they change shows only in the upgrade. */
  readonly ucf: readonly string[]
  /** Changed here, and not known whether they change: the target's package could not be looked at. */
  readonly unknown: readonly string[]
}

export const nothingForecast: ConffileForecast = {kept: [], deleted: [], ucf: [], unknown: []}

type Upgrade = Pick<AptTransaction, 'upgrade'>

const upgradedNames = (upgrade: Upgrade['upgrade']): ReadonlySet<string> =>
  new Set(upgrade.map(one => one.package.replace(/:.*/, '')))

interface Source {
  readonly facts: PackageFacts
  readonly observations: Pick<Observations, 'conffiles' | 'ucfFiles'>
}

/** The configuration files of upgraded packages that are not as they were brought: those that dpkg would ask about. */
export function findChangedConffiles(
  {facts, observations}: Source,
  {upgrade}: Upgrade,
): readonly RecordedConffile[] {
  const upgraded = upgradedNames(upgrade)
  return parseConffiles(factText(facts, '/var/lib/dpkg/status') ?? '').filter(one => {
    const present = observations.conffiles[one.path]
    return upgraded.has(one.package) && present !== undefined && present !== one.md5
  })
}

/**
 * Foretells what dpkg and ucf do with them, see dpkg(1) for `--force-confdef` and `--force-confold`. `brought` has the
 * checksums of the target's packages by path, and by package; a package that is not in it was not looked at.
 */
export function forecastConffiles(
  source: Source,
  {transaction, brought}: {transaction: Upgrade; brought: ReadonlyMap<string, BroughtConffiles>},
): ConffileForecast {
  const {conffiles} = source.observations
  const changed = findChangedConffiles(source, transaction)
  const newSum = (one: RecordedConffile) => brought.get(one.package)?.get(one.path)
  const edited = changed.filter(({path}) => conffiles[path] !== null)
  return {
    kept: edited
      .filter(one => {
        const sum = newSum(one)
        return sum !== undefined && sum !== one.md5 && sum !== conffiles[one.path]
      })
      .map(({path}) => path),
    deleted: changed
      .filter(one => conffiles[one.path] === null && newSum(one) !== undefined)
      .map(({path}) => path),
    unknown: edited.filter(one => !brought.has(one.package)).map(({path}) => path),
    ucf: findChangedUcfFiles(source, transaction),
  }
}

/** The configuration files that a package brings, with their checksums. */
export type BroughtConffiles = ReadonlyMap<string, string>

function findChangedUcfFiles({facts, observations}: Source, {upgrade}: Upgrade): readonly string[] {
  const upgraded = upgradedNames(upgrade)
  const owners = new Map(
    (factText(facts, '/var/lib/ucf/registry') ?? '').split('\n').flatMap(line => {
      const [owner, path] = line.split(/\s+/)
      return owner === undefined || path === undefined ? [] : [[path, owner] as const]
    }),
  )
  return [...parseUcfHashes(factText(facts, '/var/lib/ucf/hashfile') ?? '')]
    .filter(([path, md5]) => {
      const present = observations.ucfFiles[path]
      return present != null && present !== md5 && upgraded.has(owners.get(path) ?? '')
    })
    .map(([path]) => path)
    .toSorted()
}
