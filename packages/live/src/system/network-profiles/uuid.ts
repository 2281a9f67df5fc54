import {createHash} from 'node:crypto'
import {isUuid} from './profile/values.ts'
import {textAsBytes} from './source/byte-text.ts'
import type {IfcfgFiles} from './source/source-profiles.ts'
import {textOf, type Variables} from './source/variables.ts'

/** The UUID that the ifcfg-rh plugin gives a profile that has none, so that others find it by that. */
export function uuidOfName(name: string): string {
  const path = textAsBytes(`/etc/sysconfig/network-scripts/ifcfg-${name}`)
  const hash = createHash('md5').update(path).digest('hex')
  return hash.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

/** The UUID that an ifcfg file asks for: the one that it names, else the one of its own name. */
export function wantedUuid(name: string, variables: Variables): string {
  const written = textOf(variables, 'UUID')
  return isUuid(written) ? written.toLowerCase() : uuidOfName(name)
}

export interface PlannedUuid {
  readonly uuid: string
  /** The name of the file that has the UUID which this one asks for. */
  readonly holder?: string
}

/**
 * Gives every ifcfg file a UUID that no other has: the one that it asks for or, where a file before it has the same
 * for one was copied from the other, the one of its own name, which no other gets. Takes the files by their names.
 */
export function planUuids(files: IfcfgFiles): ReadonlyMap<string, PlannedUuid> {
  const holders = new Map([...files.keys()].map(name => [uuidOfName(name), name]))
  const plans = new Map<string, PlannedUuid>()
  for (const [name, {variables}] of files) {
    const uuid = wantedUuid(name, variables)
    const holder = holders.get(uuid) ?? name
    holders.set(uuid, holder)
    plans.set(name, holder === name ? {uuid} : {uuid: uuidOfName(name), holder})
  }
  return plans
}
