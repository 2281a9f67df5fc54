import {conversionsOf, profileName} from './conversions.ts'
import {copiesOf, planNetworkCopy} from './ifcfg-copies.ts'
import {keyfilesByUuid, planKeyfileCopies} from './keyfile-copies.ts'
import type {LiveProfiles} from './live-profiles.ts'
import type {PlannedProfile, PlannedProfiles} from './planned-profile.ts'
import {isAlias} from './source/aliases.ts'
import {tellStrays} from './source/companions.ts'
import {isScriptName} from './source/script-names.ts'
import type {SourceProfiles} from './source/source-profiles.ts'
import {problemsOf} from './source/variables.ts'
import {wantedUuid} from './uuid.ts'

/**
 * Plans what NetworkManager gets: the source's keyfiles, and its ifcfg files, as they are where NetworkManager reads
 * those, else made into keyfiles.
 */
export function planProfiles(source: SourceProfiles, live: LiveProfiles): PlannedProfiles {
  const keyfiles = planKeyfileCopies(source)
  const {files, messages} = planIfcfgFiles(source, {
    readsIfcfg: live.readsIfcfg,
    uuids: keyfilesByUuid(keyfilesInPlace({source, live, keyfiles})),
  })
  return {
    files: [...keyfiles, ...files],
    messages: [
      ...source.unreadable.map(name => `${name}: it cannot be read; the file is left out`),
      ...messages,
      ...tellStrays(source),
    ],
  }
}

/** The texts of the profiles that no ifcfg file is made into, by their files' names. */
function keyfilesInPlace({
  source,
  live,
  keyfiles,
}: {
  readonly source: SourceProfiles
  readonly live: LiveProfiles
  readonly keyfiles: readonly PlannedProfile[]
}): ReadonlyMap<string, string> {
  // An earlier start may have made some of them.
  const made = new Set([...source.ifcfg.keys()].map(profileName))
  return new Map([
    ...[...live.keyfiles].filter(([name]) => !made.has(name)),
    ...keyfiles.map(({name, text}) => [name, text] as const),
  ])
}

function planIfcfgFiles(
  source: SourceProfiles,
  {readsIfcfg, uuids}: {readonly readsIfcfg: boolean; readonly uuids: ReadonlyMap<string, string>},
): PlannedProfiles {
  const names = [...source.ifcfg].filter(([name]) => isScriptName(`ifcfg-${name}`))
  const profiles = readsIfcfg ? names : names.filter(([name]) => !isAlias(source, name))
  const plan = readsIfcfg ? copiesOf(source) : conversionsOf(source, new Map(profiles))
  const plans = profiles.map(([name, parsed]): PlannedProfiles => {
    const other = uuids.get(wantedUuid(name, parsed.variables))
    if (other === undefined) return plan(name, parsed)
    const message = `the profile ${other} has the same UUID; the file is left out`
    return {files: [], messages: [`ifcfg-${name}: ${message}`]}
  })
  const isRead = !readsIfcfg && profiles.length > 0
  return {
    files: [...(readsIfcfg ? planNetworkCopy(source) : []), ...plans.flatMap(({files}) => files)],
    messages: [
      ...(isRead ? problemsOf('network', source.common) : []),
      ...plans.flatMap(({messages}) => messages),
    ],
  }
}
