import {type Changes, noChanges} from '../changes.ts'
import {readSourceFile, readSourceFiles, type SourceFile} from '../source-file.ts'
import type {SourceTree} from '../source-tree.ts'

const configurations = ['/etc/lvm/lvm.conf', '/etc/lvm/lvmlocal.conf']

/** The source's configuration of LVM: which devices it looks at, and which volumes are its own, see lvm.conf(5). */
export const readLvm = (source: SourceTree): readonly SourceFile[] => [
  ...configurations.flatMap(path => readSourceFile(source, path) ?? []),
  ...readSourceFiles(source, '/etc/lvm/devices', '.devices'),
  ...readSourceFiles(source, '/etc/lvm/profile', '.profile'),
]

/** Has LVM look at the devices that it looks at in the source: others may have volume groups of the same names. */
export const planLvm = (configuration: readonly SourceFile[]): Changes => ({
  ...noChanges,
  files: configuration,
})
