import {join} from 'node:path'
import {namesIn} from '../small-files.ts'
import {readText} from './text.ts'

/** A profile in an ifcfg file, see sysconfig.txt of initscripts and nm-settings-ifcfg-rh(5). */
export interface IfcfgProfile {
  readonly file: string
  /** What it calls the kind of its device, in small letters; null: it does not say. */
  readonly type: string | null
  /** Whether NetworkManager may have it. */
  readonly isControlled: boolean
  /** Whether it is brought up when the machine starts. */
  readonly isStarted: boolean
}

/** What brings up a machine's network that has ifcfg files. */
export interface NetworkScripts {
  /** Whether the scripts of initscripts do, as the service `network`. */
  readonly isService: boolean
  readonly hasNetworkManager: boolean
  readonly profiles: readonly IfcfgProfile[]
}

const folder = '/etc/sysconfig/network-scripts'
const mostProfiles = 1000

/** Reads it from the machine that has its files below `root`; undefined where there are no ifcfg files. */
export async function readNetworkScripts(root = '/'): Promise<NetworkScripts | undefined> {
  const profiles: IfcfgProfile[] = []
  for (const name of namesIn(join(root, folder)).filter(isProfile).slice(0, mostProfiles)) {
    const file = join(folder, name)
    const text = await readText(root, file)
    if (text !== undefined) profiles.push(parseIfcfg(text, file))
  }
  if (profiles.length === 0) return undefined
  return {
    isService: namesIn(join(root, '/etc/rc.d')).some(
      level => /^rc[35]\.d$/.test(level) && isLinked(root, `/etc/rc.d/${level}`, /^S\d+network$/),
    ),
    hasNetworkManager: namesIn(join(root, units)).some(
      wants =>
        wants.endsWith('.wants') &&
        isLinked(root, `${units}/${wants}`, /^NetworkManager\.service$/),
    ),
    profiles,
  }
}

const units = '/etc/systemd/system'

const isLinked = (root: string, path: string, name: RegExp) =>
  namesIn(join(root, path)).some(one => name.test(one))

/** Not the loopback, aliases, and what editors and rpm leave: neither reader takes them. */
const isProfile = (name: string) =>
  /^ifcfg-[^:]+$/.test(name) &&
  !/^ifcfg-lo$|~$|\.(?:bak|orig|rej|rpmnew|rpmsave|rpmorig|tmp|swp)$/.test(name)

/** Parses what of an ifcfg file decides who brings it up. No secret is among it. */
export function parseIfcfg(text: string, file: string): IfcfgProfile {
  const lastOf = (name: string) =>
    [...text.matchAll(new RegExp(`^\\s*(?:export\\s+)?${name}=["']?([\\w.-]*)`, 'gm'))]
      .at(-1)?.[1]
      ?.toLowerCase() ?? ''
  const type = lastOf('TYPE') || lastOf('DEVICETYPE')
  return {
    file,
    type: type === '' ? null : type,
    isControlled: !isNo(lastOf('NM_CONTROLLED')),
    isStarted: !isNo(lastOf('ONBOOT')),
  }
}

const isNo = (value: string) => /^(?:no|n|false|f|off|0)$/.test(value)
