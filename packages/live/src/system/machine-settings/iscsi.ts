import {posix} from 'node:path'
import {iscsiDatabases, iscsiInitiatorName} from '@livemode/host'
import {type Changes, noChanges} from '../changes.ts'
import {readSourceFile, type SourceFile} from '../source-file.ts'
import type {SourceTree} from '../source-tree.ts'

const [database] = iscsiDatabases
const configuration = '/etc/iscsi/iscsid.conf'

/** What is in the records of open-iscsi that a login needs, and how deep in its folder. */
const parts = [
  {folder: 'nodes', depth: 3},
  {folder: 'ifaces', depth: 1},
  // Beside it there are links to the records.
  {folder: 'send_targets', depth: 2, name: 'st_config'},
]

/** The source's configuration of open-iscsi, with its records at the place that they have since 2.1.10. */
export function readIscsi(source: SourceTree): readonly SourceFile[] {
  const own = [iscsiInitiatorName, configuration]
  return [
    ...own.flatMap(path => readSourceFile(source, path) ?? []),
    // Of two records the one that is read last counts.
    ...iscsiDatabases.toReversed().flatMap(place => readRecords(source, place)),
  ]
}

const readRecords = (source: SourceTree, place: string): readonly SourceFile[] =>
  parts.flatMap(({folder, depth, name}) =>
    listPaths(source, {folder: posix.join(place, folder), depth})
      .filter(path => name === undefined || posix.basename(path) === name)
      .flatMap(path => readSourceFile(source, path) ?? [])
      .map(file => ({...file, path: posix.join(database, posix.relative(place, file.path))})),
  )

/** The paths below a folder, down to so many names. */
function listPaths(
  source: SourceTree,
  {folder, depth}: {folder: string; depth: number},
): readonly string[] {
  if (depth === 0) return []
  return source.list(folder).flatMap(name => {
    const path = posix.join(folder, name)
    return source.stat(path)?.isFolder ? listPaths(source, {folder: path, depth: depth - 1}) : path
  })
}

/** Has open-iscsi log in to the targets that it logs in to in the source, as the same initiator, with the same passwords. */
export const planIscsi = (files: readonly SourceFile[]): Changes => ({
  ...noChanges,
  files: files.map(({path, content}) => ({
    path,
    content: path === configuration ? keepDefaults(content) : content,
    // Passwords are in most of them.
    mode: 0o600,
  })),
})

/** What iscsid itself is told names a program to be run, and the release has its own. */
function keepDefaults(content: Uint8Array): Buffer {
  const lines = Buffer.from(content).toString('latin1').split('\n')
  const kept = lines.filter(line => /^\s*(?:node|discovery|isns)\./.test(line))
  return Buffer.from(kept.map(line => `${line}\n`).join(''), 'latin1')
}
