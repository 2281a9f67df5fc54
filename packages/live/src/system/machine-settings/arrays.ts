import {type Changes, noChanges} from '../changes.ts'
import {readSourceFile, readSourceFiles, type SourceFile} from '../source-file.ts'
import type {SourceTree} from '../source-tree.ts'
import {keepArrayLines} from './array-lines.ts'

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

/** Gives mdadm what the source's configuration says of arrays, for those that come up after this. */
export function planArrays(configuration: readonly SourceFile[]): Changes {
  if (configuration.length === 0) return noChanges
  const texts = configuration.map(({content}) => Buffer.from(content).toString('latin1'))
  const kept = texts.map(text => keepArrayLines(text))
  // The image's own line stays: the metadata can name a host that the machine has been before.
  const content = Buffer.from(
    [...kept.map(({text}) => text), 'HOMEHOST <ignore>\n'].join(''),
    'latin1',
  )
  return {
    lines: kept.flatMap(({leftOut}) => leftOut.map(word => `mdadm.conf: ${word} is left out`)),
    files: [{path: '/etc/mdadm.conf', content, mode: 0o644}],
    programs: [],
  }
}
