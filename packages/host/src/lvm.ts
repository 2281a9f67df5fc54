import {join} from 'node:path'
import {entriesOf} from './observations/folders.ts'
import {readSmallFile} from './regular-file.ts'

/** What a machine's configuration of LVM says of whose volumes it takes for its own, see lvm.conf(5). */
export interface LvmConfiguration {
  /** What keeps LVM from looking at every device: `filter`, `global_filter`, or a devices file by its name. */
  readonly restrictedBy: readonly string[]
  /** Where the system's id comes from that volume groups may belong to; null: they belong to none. */
  readonly systemIdSource: string | null
}

const files = ['/etc/lvm/lvm.conf', '/etc/lvm/lvmlocal.conf']
const devicesFolder = '/etc/lvm/devices'
const mostBytes = 1024 * 1024

/** Reads it from the machine that has its files below `root`; undefined where there is no LVM. */
export async function readLvmConfiguration(root = '/'): Promise<LvmConfiguration | undefined> {
  const read = await Promise.all(files.map(path => readSmallFile(join(root, path), mostBytes)))
  const texts = read.flatMap(file => file?.toString('utf8') ?? [])
  if (texts.length === 0) return undefined
  const devicesFiles = (await entriesOf(join(root, devicesFolder))).map(({name}) => name)
  return parseLvmConfiguration(texts.join('\n'), devicesFiles)
}

/** Parses the text of lvm.conf(5), of all its files; `devicesFiles` are the names in the folder of devices files. */
export function parseLvmConfiguration(
  text: string,
  devicesFiles: readonly string[],
): LvmConfiguration {
  const settings = settingsOf(text)
  const rejects = (name: string) => /["']r\W/.test(settings.get(name) ?? '')
  const devicesFile = unquoted(settings.get('devicesfile')) ?? 'system.devices'
  const isUsed = settings.get('use_devicesfile') !== '0' && devicesFiles.includes(devicesFile)
  const source = unquoted(settings.get('system_id_source')) ?? 'none'
  return {
    restrictedBy: [
      ...['filter', 'global_filter'].filter(rejects),
      ...(isUsed ? [devicesFile] : []),
    ],
    systemIdSource: source === 'none' ? null : source,
  }
}

/** Settings by their names, without the section that they are in; a list may have several lines. The last one counts. */
function settingsOf(text: string): ReadonlyMap<string, string> {
  const bare = text.replace(/^((?:[^"'#\n]|"[^"\n]*"|'[^'\n]*')*)#.*$/gm, '$1')
  const found = bare.matchAll(/(?:^|[\s{/])(\w+)\s*=\s*(\[[^\]]*\]|"[^"]*"|[^\s}]+)/g)
  return new Map([...found].map(([, name = '', value = '']) => [name, value]))
}

const unquoted = (value: string | undefined) => value?.replace(/^"(.*)"$/, '$1')
