import {availableVersion, type Policy} from './apt/policy.ts'
import {aptName, type DpkgPackage} from './dpkg/status.ts'
import type {VersionChange} from './version-change.ts'

/** Why a package stays as it is: its selection, a preference, its own version, or what it depends on. */
export type KeptReason = 'hold' | 'pin' | 'newer' | 'dependencies'

/** A package that stays although the target has another version. */
export interface KeptPackage {
  readonly installed: DpkgPackage
  readonly available: string
  readonly reason: KeptReason
}

interface Remaining {
  /** What is neither replaced nor removed. */
  readonly packages: readonly DpkgPackage[]
  readonly policies: ReadonlyMap<string, Policy>
  readonly native: string
}

/** What of the packages that stay the target has in another version. */
export const findKept = ({packages, policies, native}: Remaining): readonly KeptPackage[] =>
  packages.flatMap(installed => {
    const policy = policies.get(aptName(installed, native))
    const available = availableVersion(policy)
    if (!policy || available === undefined || available === installed.version) return []
    return [{installed, available, reason: reasonOf(installed, {policy, available})}]
  })

/** What of the packages that stay the target does not have at all. */
export const findObsolete = ({packages, policies, native}: Remaining): readonly DpkgPackage[] =>
  packages.filter(
    installed => availableVersion(policies.get(aptName(installed, native))) === undefined,
  )

/** What of the packages that are replaced gets a version before its own. */
export function findDowngraded(
  upgrade: readonly VersionChange[],
  {policies, native}: Pick<Remaining, 'policies' | 'native'>,
): readonly VersionChange[] {
  return upgrade.filter(({package: full, from, to}) => {
    const [name = '', architecture = ''] = full.split(':')
    // The highest version is the first.
    const versions = policies.get(aptName({name, architecture}, native))?.versions ?? []
    const [place, before] = [from, to].map(one =>
      versions.findIndex(({version}) => version === one),
    )
    return place !== undefined && before !== undefined && place >= 0 && place < before
  })
}

function reasonOf(
  installed: DpkgPackage,
  {policy, available}: {policy: Policy; available: string},
): KeptReason {
  const place = (version: string) => policy.versions.findIndex(one => one.version === version)
  if (place(installed.version) < place(available)) return 'newer'
  if (installed.selection === 'hold') return 'hold'
  return policy.candidate === installed.version ? 'pin' : 'dependencies'
}

const sentences: Readonly<Record<KeptReason, (available: string) => string>> = {
  hold: available => `on hold, the target has ${available}`,
  pin: available => `a preference keeps it from ${available}`,
  newer: available => `newer than the target’s ${available}`,
  dependencies: available => `${available} cannot be installed beside what stays`,
}

export const renderReason = ({reason, available}: KeptPackage): string =>
  sentences[reason](available)
