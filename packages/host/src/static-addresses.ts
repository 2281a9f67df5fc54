import {join} from 'node:path'
import {readYaml} from '@livemode/config'
import {entriesOf} from './observations/folders.ts'
import {readSmallFile} from './regular-file.ts'

/** An interface that has an address of its own from a tool that is not NetworkManager. */
export interface StaticAddress {
  /** null: the file does not call it by its name. */
  readonly interface: string | null
  /** The file that says so. */
  readonly file: string
}

/** A folder of configuration files, and what they say. */
interface Place {
  readonly folder: string
  readonly names: RegExp
  /** The interfaces in the text of a file that have addresses. */
  readonly find: (text: string, name: string) => readonly (string | null)[]
}

/** Where addresses stand that NetworkManager does not know. */
const places: readonly Place[] = [
  {folder: '/etc/network', names: /^interfaces$/, find: inIfupdown},
  {folder: '/etc/network/interfaces.d', names: /^[\w.-]+$/, find: inIfupdown},
  {folder: '/etc/netplan', names: /\.yaml$/, find: inNetplan},
  {folder: '/etc/systemd/network', names: /\.network$/, find: inNetworkd},
]

/** Where NetworkManager's own profiles are, which win. */
const profilePlaces: readonly Place[] = [
  {
    folder: '/etc/NetworkManager/system-connections',
    names: /^[^.]/,
    find: inKeyfile,
  },
  {
    folder: '/etc/sysconfig/network-scripts',
    names: /^ifcfg-/,
    find: (_text, name) => [name.slice('ifcfg-'.length)],
  },
]

/** How files of a system are read: a text, and undefined where there is none; the names in a folder. */
interface Files {
  readonly list: (folder: string) => readonly string[]
  readonly read: (path: string) => string | undefined
}

/**
 * Finds the interfaces of a system that have addresses of their own, and no profile of NetworkManager; each once. A
 * profile that is bound to a card alone may be that of any of them.
 */
export function findStaticAddresses(files: Files): readonly StaticAddress[] {
  const known = new Set(
    profilePlaces.flatMap(place => findIn(place, files)).map(one => one.interface),
  )
  if (known.has(null)) return []
  const found = new Map<string | null, StaticAddress>()
  for (const one of places.flatMap(place => findIn(place, files))) {
    if (!known.has(one.interface) && !found.has(one.interface)) found.set(one.interface, one)
  }
  return [...found.values()]
}

/** Finds them in the machine that has its files below `root`. */
export async function readStaticAddresses(root = '/'): Promise<readonly StaticAddress[]> {
  const names = new Map<string, readonly string[]>()
  const texts = new Map<string, string>()
  for (const place of [...places, ...profilePlaces]) {
    const {folder} = place
    const entries = (await entriesOf(join(root, folder))).map(({name}) => name).toSorted()
    names.set(folder, entries)
    for (const name of entries.filter(name => place.names.test(name))) {
      const content = await readSmallFile(join(root, folder, name), mostBytes)
      if (content) texts.set(join(folder, name), content.toString('utf8'))
    }
  }
  return findStaticAddresses({
    list: folder => names.get(folder) ?? [],
    read: path => texts.get(path),
  })
}

const mostBytes = 1024 * 1024

const findIn = ({folder, names, find}: Place, files: Files): readonly StaticAddress[] =>
  files
    .list(folder)
    .filter(name => names.test(name))
    .flatMap(name => {
      const file = join(folder, name)
      return find(files.read(file) ?? '', name).map(found => ({interface: found, file}))
    })

const namesIn = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([, name = '']) => name)

/** See nm-settings-keyfile(5). */
function inKeyfile(text: string): readonly (string | null)[] {
  const names = namesIn(text, /^interface-name *= *(\S+)/gm)
  const isBound = /^mac-address *=/m.test(text)
  return names.length === 0 && isBound ? [null] : names
}

/** See interfaces(5). */
function inIfupdown(text: string): readonly string[] {
  const joined = text.replace(/\\\n/g, ' ')
  return namesIn(joined, /^[ \t]*iface[ \t]+(\S+)[ \t]+inet6?[ \t]+static\b/gm)
}

/** See netplan(5): below `network`, a mapping for each kind of device. What is broken says nothing. */
function inNetplan(text: string): readonly string[] {
  return Object.values(fieldsOf(fieldsOf(readYaml(text)).network)).flatMap(group =>
    Object.entries(fieldsOf(group)).flatMap(([id, device]) => {
      const {addresses, 'set-name': name} = fieldsOf(device)
      if (!Array.isArray(addresses) || addresses.length === 0) return []
      return [typeof name === 'string' ? name : id]
    }),
  )
}

/** The fields of a mapping; none where it is something else. */
const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? {...value} : {}

/** See systemd.network(5). A file that matches by something else than whole names does not call its interface by it. */
function inNetworkd(text: string): readonly (string | null)[] {
  if (!/^Address[ \t]*=[ \t]*\S/m.test(text)) return []
  const [names] = namesIn(text, /^Name[ \t]*=[ \t]*(\S.*)$/gm)
  const words = names?.trim().split(/\s+/) ?? []
  return words.length === 0 || words.some(word => /[*?![\]]/.test(word)) ? [null] : words
}
