import {globSync, readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import type {LiveSystem} from '../live-system.ts'
import {keyfileFolder} from './places.ts'
import {bytesAsText, toByteText} from './source/byte-text.ts'

/** What the live system has of network profiles before the source's are taken over. */
export interface LiveProfiles {
  /** Whether NetworkManager reads ifcfg files itself. */
  readonly readsIfcfg: boolean
  /** The texts of the profiles that are in place, by the names of their files. */
  readonly keyfiles: ReadonlyMap<string, string>
}

const plugin = 'NetworkManager/*/libnm-settings-plugin-ifcfg-rh.so'

export function readLiveProfiles({path}: LiveSystem): LiveProfiles {
  const plugins = globSync([`usr/lib*/${plugin}`, `usr/lib*/*/${plugin}`], {cwd: path('/')})
  return {readsIfcfg: plugins.length > 0, keyfiles: readKeyfiles(path(keyfileFolder))}
}

function readKeyfiles(folder: string): ReadonlyMap<string, string> {
  const entries = existing(() => readdirSync(folder, {withFileTypes: true})) ?? []
  return new Map(
    entries
      .filter(entry => entry.isFile() && /^[^.].*\.nmconnection$/s.test(entry.name))
      .map(({name}) => [toByteText(name), bytesAsText(readFileSync(join(folder, name)))]),
  )
}

function existing<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
