import type {SourceTree} from '../../source-tree.ts'
import {bytesAsText, toByteText} from './byte-text.ts'
import {parseRoutingTables, type RoutingTables} from './routing-tables.ts'
import {type ParsedVariables, parseVariables} from './variables.ts'

export interface SourceFile {
  /** With a character for each byte. */
  readonly text: string
  readonly mode: number
}

/** Files of one folder by their names, in the order of these. Names, too, have a character for each byte. */
export type SourceFiles = ReadonlyMap<string, SourceFile>

/** What is in ifcfg files, by what stands behind `ifcfg-` in their names. */
export type IfcfgFiles = ReadonlyMap<string, ParsedVariables>

/** What the source has of network profiles. */
export interface SourceProfiles {
  readonly keyfiles: SourceFiles
  /** The folder of the network scripts: ifcfg-, keys-, route- and rule- files. */
  readonly scripts: SourceFiles
  readonly ifcfg: IfcfgFiles
  /** The settings for all interfaces of the network scripts; undefined where the source has none. */
  readonly network: SourceFile | undefined
  readonly common: ParsedVariables
  readonly tables: RoutingTables
  /** The names of files that are there and could not be read. */
  readonly unreadable: readonly string[]
}

/** Reads each of the source's files once. */
export function readSourceProfiles(source: SourceTree): SourceProfiles {
  const keyfiles = readFolder(source, {
    folder: '/etc/NetworkManager/system-connections',
    names: isKeyfileName,
  })
  const scripts = readFolder(source, {
    folder: '/etc/sysconfig/network-scripts',
    names: name => /^(ifcfg|keys|route6?|rule6?)-/.test(name),
  })
  const ifcfg = [...scripts.files]
    .filter(([name]) => name.startsWith('ifcfg-'))
    .map(([name, {text}]) => [name.slice('ifcfg-'.length), parseVariables(text)] as const)
  const network = readSourceFile(source, '/etc/sysconfig/network')
  return {
    keyfiles: keyfiles.files,
    scripts: scripts.files,
    ifcfg: new Map(ifcfg),
    network,
    common: parseVariables(network?.text ?? ''),
    tables: parseRoutingTables(readSourceFile(source, '/etc/iproute2/rt_tables')?.text ?? ''),
    unreadable: [...keyfiles.unreadable, ...scripts.unreadable],
  }
}

/** In /etc, NetworkManager reads keyfiles of all names but these. */
const isKeyfileName = (name: string): boolean =>
  !name.startsWith('.') && !/(~|\.pem|\.der|\.[A-Za-z0-9]{6})$/.test(name)

function readFolder(
  source: SourceTree,
  {folder, names}: {readonly folder: string; readonly names: (name: string) => boolean},
): {readonly files: SourceFiles; readonly unreadable: readonly string[]} {
  const files = new Map<string, SourceFile>()
  const unreadable: string[] = []
  for (const name of source.list(folder).filter(names)) {
    const path = `${folder}/${name}`
    const file = readSourceFile(source, path)
    // A name that is not UTF-8 does not lead to its file.
    const isThere = source.stat(path)?.isFile ?? name.includes('\ufffd')
    if (file !== undefined) files.set(toByteText(name), file)
    else if (isThere) unreadable.push(toByteText(name))
  }
  return {files, unreadable}
}

function readSourceFile(source: SourceTree, path: string): SourceFile | undefined {
  const bytes = source.readFile(path)
  if (bytes === undefined) return undefined
  return {text: bytesAsText(bytes), mode: (source.stat(path)?.mode ?? 0o600) & 0o777}
}
