import {posix} from 'node:path'
import {type Changes, noChanges} from '../changes.ts'
import {readSourceFiles, type SourceFile} from '../source-file.ts'
import type {SourceTree} from '../source-tree.ts'
import {keepNamingRules} from './naming-rules.ts'

/** What names interfaces: where the source has it, and the folder where the live system has it for this boot only. */
const kinds = [
  {folder: '/etc/systemd/network', suffix: '.link', liveFolder: '/run/systemd/network'},
  {
    folder: '/etc/udev/rules.d',
    suffix: '-persistent-net.rules',
    liveFolder: '/run/udev/rules.d',
  },
] as const

/** The source's files that name network interfaces, each with its folder in the live system. */
export const readInterfaceNames = (source: SourceTree) =>
  kinds.flatMap(({folder, suffix, liveFolder}) =>
    readSourceFiles(source, folder, suffix).map(file => ({file, liveFolder})),
  )

/** Gives network interfaces the names that the source gives them: its network profiles know no others. */
export function planInterfaceNames(
  found: readonly {readonly file: SourceFile; readonly liveFolder: string}[],
): Changes {
  if (found.length === 0) return noChanges
  const taken = found.map(({file, liveFolder}) => {
    const path = posix.join(liveFolder, posix.basename(file.path))
    if (!path.endsWith('.rules')) return {file: {...file, path}, leftOut: []}
    const {text, leftOut} = keepNamingRules(Buffer.from(file.content).toString('latin1'))
    return {file: {...file, path, content: Buffer.from(text, 'latin1')}, leftOut}
  })
  return {
    lines: taken.flatMap(({file, leftOut}) =>
      leftOut.map(line => `${posix.basename(file.path)}:${line}: more than a name, it is left out`),
    ),
    files: taken.map(({file}) => file),
    programs: nameAgain,
  }
}

/** Where the source root comes up late, udev has been through the interfaces already. */
export const nameAgain = [
  ['udevadm', 'control', '--reload'],
  ['udevadm', 'trigger', '--settle', '--action=add', '--subsystem-match=net'],
] as const
