import type {Ifcfg} from './ifcfg.ts'
import type {SourceProfiles} from './source-profiles.ts'

export type Aliases = ReadonlyMap<string, Ifcfg['aliases']>

/** The files of aliases, such as `eth0:1`, by the name of the file that they are a part of. */
export function findAliases({ifcfg}: SourceProfiles): Aliases {
  const aliases = new Map<string, Ifcfg['aliases']>()
  for (const [name, parsed] of ifcfg) {
    if (!/:[A-Za-z0-9_]*$/.test(name)) continue
    for (let colon = name.indexOf(':'); colon >= 0; colon = name.indexOf(':', colon + 1)) {
      const of = name.slice(0, colon)
      aliases.set(of, [...(aliases.get(of) ?? []), {file: `ifcfg-${name}`, parsed}])
    }
  }
  return aliases
}

/** Whether a file is an alias of one that is there, and so no profile of its own. */
export function isAlias({ifcfg}: SourceProfiles, name: string): boolean {
  const colon = name.indexOf(':')
  return colon >= 0 && ifcfg.has(name.slice(0, colon))
}
