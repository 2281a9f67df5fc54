import {type Changes, noChanges} from '../changes.ts'
import {readSourceFile, readSourceFiles, type SourceFile} from '../source-file.ts'
import type {SourceTree} from '../source-tree.ts'

/** mdadm reads the first of these that is there, and then what is in the folder beside it. */
const configurations = ['/etc/mdadm.conf', '/etc/mdadm/mdadm.conf']

/** The files of the source's configuration of mdadm, in the order in which mdadm reads them. */
export function readArrays(source: SourceTree): readonly SourceFile[] {
  for (const path of configurations) {
    const file = readSourceFile(source, path)
    if (file !== undefined) return [file, ...readSourceFiles(source, `${path}.d`, '.conf')]
  }
  return []
}

/** Gives mdadm the source's configuration, for the arrays that come up after this. */
export function planArrays(configuration: readonly SourceFile[]): Changes {
  if (configuration.length === 0) return noChanges
  const content = Buffer.concat([
    ...configuration.map(file => endLastLine(file.content)),
    // The image's own line stays: the metadata can name a host that the machine has been before.
    Buffer.from('HOMEHOST <ignore>\n'),
  ])
  return {...noChanges, files: [{path: '/etc/mdadm.conf', content, mode: 0o644}]}
}

const newline = 0x0a

const endLastLine = (text: Uint8Array): Uint8Array =>
  text.length === 0 || text.at(-1) === newline ? text : Buffer.concat([text, Buffer.from('\n')])
