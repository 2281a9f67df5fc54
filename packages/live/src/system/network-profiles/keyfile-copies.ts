import {keyfileFolder} from './places.ts'
import type {PlannedProfile} from './planned-profile.ts'
import {linesOf} from './source/byte-text.ts'
import type {SourceProfiles} from './source/source-profiles.ts'

/** Plans the copies of the source's keyfiles. In /run, NetworkManager reads only those with the suffix. */
export const planKeyfileCopies = ({keyfiles}: SourceProfiles): readonly PlannedProfile[] =>
  [...keyfiles].map(([name, {text}]) => ({
    folder: keyfileFolder,
    name: `${name.replace(/\.nmconnection$/, '')}.nmconnection`,
    text,
    mode: 0o600,
  }))

/** The names of keyfiles by the UUIDs that stand in them; of two with one UUID, the first. */
export function keyfilesByUuid(keyfiles: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const [name, text] of [...keyfiles].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    for (const line of linesOf(text)) {
      const uuid = /^uuid *= *([0-9a-f-]+)$/i.exec(line)?.[1]?.toLowerCase()
      if (uuid !== undefined && !names.has(uuid)) names.set(uuid, name)
    }
  }
  return names
}
