import {type CompanionKind, companionKinds, type NamedText} from './ifcfg.ts'
import {isScriptName} from './script-names.ts'
import type {SourceFile, SourceProfiles} from './source-profiles.ts'
import {textOf, type Variables} from './variables.ts'

const noVariables: Variables = new Map()

/** The interface of an ifcfg file, by what stands behind `ifcfg-` in its name. */
export const deviceOf = ({ifcfg}: SourceProfiles, name: string): string =>
  textOf(ifcfg.get(name)?.variables ?? noVariables, 'DEVICE')

/**
 * The files with routes and rules of an ifcfg file: by its name or, as the network scripts look for them too, by the
 * one of its interface.
 */
export function companionsOf(
  source: SourceProfiles,
  name: string,
): Readonly<Partial<Record<CompanionKind, NamedText & SourceFile>>> {
  const device = deviceOf(source, name)
  const isOthers = device === '' || source.ifcfg.has(device)
  const names = isOthers ? [name] : [name, device]
  return Object.fromEntries(
    companionKinds.flatMap(kind => {
      const file = names.map(of => `${kind}-${of}`).find(of => source.scripts.has(of))
      const found = file === undefined ? undefined : source.scripts.get(file)
      return found === undefined ? [] : [[kind, {file, ...found}]]
    }),
  )
}

/** Tells of the files with routes and rules that are of no ifcfg file. */
export function tellStrays(source: SourceProfiles): readonly string[] {
  const owners = new Set([...source.ifcfg.keys()].flatMap(name => [name, deviceOf(source, name)]))
  return companionKinds.flatMap(kind =>
    [...source.scripts.keys()]
      .filter(file => file.startsWith(`${kind}-`) && isScriptName(file))
      .filter(file => !owners.has(file.slice(kind.length + 1)))
      .map(file => `${file}: there is no ifcfg file that it belongs to; the file is left out`),
  )
}
