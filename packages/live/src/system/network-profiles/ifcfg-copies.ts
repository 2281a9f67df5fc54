import {ifcfgFolder, networkFolder} from './places.ts'
import type {PlanIfcfg, PlannedProfile} from './planned-profile.ts'
import {companionsOf} from './source/companions.ts'
import {companionKinds} from './source/ifcfg.ts'
import type {SourceFile, SourceProfiles} from './source/source-profiles.ts'

/** Plans the copy of what the network scripts have for all interfaces. */
export const planNetworkCopy = ({network}: SourceProfiles): readonly PlannedProfile[] =>
  copyOf(network, {folder: networkFolder, name: 'network', mode: 0o644})

/** Plans the copies of ifcfg files, and of what belongs to them, as they are. */
export const copiesOf =
  (source: SourceProfiles): PlanIfcfg =>
  name => {
    const companions = companionsOf(source, name)
    const copy = (file: SourceFile | undefined, place: {name: string; mode?: number}) =>
      copyOf(file, {folder: ifcfgFolder, ...place})
    return {
      files: [
        ...copy(source.scripts.get(`ifcfg-${name}`), {name: `ifcfg-${name}`}),
        ...copy(source.scripts.get(`keys-${name}`), {name: `keys-${name}`, mode: 0o600}),
        // The plugin does not look for them by the interface's name.
        ...companionKinds.flatMap(kind => copy(companions[kind], {name: `${kind}-${name}`})),
      ],
      messages: [],
    }
  }

const copyOf = (
  file: SourceFile | undefined,
  place: {readonly folder: string; readonly name: string; readonly mode?: number},
): readonly PlannedProfile[] =>
  file === undefined ? [] : [{mode: file.mode, ...place, text: file.text}]
