import type {DnfTransaction} from '@livemode/config'
import type {ConfigurationFile} from './configuration-files.ts'
import type {RpmSource} from './rpm-source.ts'

/** What becomes of configuration files that an administrator has changed, and of units that start by themselves. */
export interface RpmForecast {
  /** They stay, and the target's lie beside them. */
  readonly kept: readonly string[]
  /** They are put aside: the target's take their place, or there is none any more. */
  readonly putAside: readonly string[]
  /** They are not there any more. */
  readonly units: readonly string[]
}

export interface RpmContents {
  /** The configuration files of the source's packages, and of those that come. */
  readonly recorded: readonly ConfigurationFile[]
  readonly brought: readonly ConfigurationFile[]
  /** The units of the packages that go or are upgraded, and of those that come: their paths. */
  readonly goingUnits: readonly string[]
  readonly comingUnits: readonly string[]
}

const nothing: NonNullable<RpmSource['seen']> = {changed: [], deleted: [], enabledUnits: []}

/**
 * Foretells what rpm does with them, see "Configuration Files" in rpm(8): what is changed here and not in the target stays, and is
 * not told.
 */
export function forecastRpm(
  {upgrade, remove}: Pick<DnfTransaction, 'upgrade' | 'remove'>,
  {seen, contents}: {readonly seen: RpmSource['seen']; readonly contents: RpmContents},
): RpmForecast {
  const {changed, enabledUnits} = seen ?? nothing
  const edited = new Set(changed)
  const leaving = new Set([...upgrade, ...remove].map(one => one.package))
  const next = new Map(contents.brought.map(one => [one.path, one]))
  const affected = contents.recorded.filter(one => edited.has(one.path) && leaving.has(one.package))
  const isOther = (one: ConfigurationFile) => next.get(one.path)?.digest !== one.digest
  const stays = (one: ConfigurationFile) => next.get(one.path)?.isKept === true
  const names = (paths: readonly string[]) =>
    new Set(paths.map(path => path.split('/').at(-1) ?? ''))
  const lost = names(contents.goingUnits).difference(names(contents.comingUnits))
  return {
    kept: affected.filter(one => isOther(one) && stays(one)).map(({path}) => path),
    putAside: affected.filter(one => isOther(one) && !stays(one)).map(({path}) => path),
    units: enabledUnits.filter(unit => lost.has(unit)),
  }
}
