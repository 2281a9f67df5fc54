import {type Changes, noChanges} from '../changes.ts'
import {readSourceFile, readSourceFiles, type SourceFile} from '../source-file.ts'
import type {SourceTree} from '../source-tree.ts'
import type {SinglePath} from './single-paths.ts'

const folder = '/etc/multipath/conf.d'
const configurations = [
  '/etc/multipath.conf',
  '/etc/multipath/wwids',
  '/etc/multipath/bindings',
  '/etc/multipath/prkeys',
]

/** The source's configuration of multipathd; undefined where it has none. */
export function readMultipath(source: SourceTree): readonly SourceFile[] | undefined {
  if (![...configurations, folder].some(path => source.has(path))) return undefined
  return [
    ...configurations.flatMap(path => readSourceFile(source, path) ?? []),
    ...readSourceFiles(source, folder),
  ]
}

/**
 * Gives multipathd the source's configuration: with Debian's find_multipaths=strict only what is listed in wwids
 * becomes a map.
 *
 * A disk that the initramfs has mounted by one of its paths cannot become a map any more. If multipath claimed it all
 * the same, udev would hide those of its partitions that are not mounted yet.
 */
export function planMultipath(
  configuration: readonly SourceFile[],
  singlePaths: readonly SinglePath[],
): Changes {
  const blacklist = singlePaths.map(({wwid}) => `blacklist {\n\twwid "${wwid}"\n}\n`).join('')
  const own = {path: `${folder}/zz-livemode.conf`, content: blacklist, mode: 0o644}
  return {
    ...noChanges,
    lines: singlePaths.map(({disk}) => `multipath: ${disk} is in use by one path and stays so`),
    files: singlePaths.length === 0 ? configuration : [...configuration, own],
    // Where the source root comes up late, multipathd runs already.
    programs: [['systemctl', '--no-block', 'try-reload-or-restart', 'multipathd.service']],
  }
}
