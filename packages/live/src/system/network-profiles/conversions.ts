import {keyfileFolder} from './places.ts'
import type {PlanIfcfg} from './planned-profile.ts'
import {renderProfile} from './profile/profile.ts'
import {findAliases} from './source/aliases.ts'
import {companionsOf} from './source/companions.ts'
import type {IfcfgFiles, SourceProfiles} from './source/source-profiles.ts'
import {planUuids, uuidOfName} from './uuid.ts'

/** The file of the profile that is made of an ifcfg file. */
export const profileName = (name: string): string => `ifcfg-${name}.nmconnection`

/** Plans the keyfiles of these ifcfg files. */
export function conversionsOf(source: SourceProfiles, files: IfcfgFiles): PlanIfcfg {
  const {scripts, common, tables} = source
  const aliases = findAliases(source)
  const uuids = planUuids(files)
  return (name, parsed) => {
    const {uuid = uuidOfName(name), holder} = uuids.get(name) ?? {}
    const messages: string[] = []
    if (scripts.has(`keys-${name}`)) messages.push(`keys-${name}: the file is left out`)
    if (holder !== undefined) {
      messages.push(
        `ifcfg-${name}: the profile ${profileName(holder)} has the same UUID; the one of the file's name is taken`,
      )
    }
    const profile = renderProfile({
      name,
      parsed,
      uuid,
      aliases: aliases.get(name) ?? [],
      companions: companionsOf(source, name),
      common: common.variables,
      tables,
    })
    const place = {folder: keyfileFolder, name: profileName(name), mode: 0o600}
    const text = profile.keyfile
    return {
      files: text === undefined ? [] : [{...place, text}],
      messages: [...messages, ...profile.messages],
    }
  }
}
