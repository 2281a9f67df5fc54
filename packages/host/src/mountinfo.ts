import {LivemodeError, type Problem, renderProblems} from '@livemode/config'
import type {Mount} from './mount.ts'

interface Row {
  readonly id: string
  readonly parent: string
  readonly mount: Omit<Mount, 'children'>
}

/**
 * Parses /proc/self/mountinfo, see proc(5), into the tree that findmnt(8) would show. Neither UUIDs nor
 * devices are in it.
 *
 * Throws `HOST_INVALID` with every line that is something else.
 */
export function parseMountinfo(text: string, {file}: {file: string}): readonly Mount[] {
  const problems: Problem[] = []
  const rows: Row[] = []
  let offset = 0
  for (const line of text.split('\n')) {
    const row = parseRow(line)
    if (row) rows.push(row)
    else if (line !== '') problems.push({offset, what: 'is no line of mountinfo'})
    offset += line.length + 1
  }
  if (problems.length > 0) {
    throw new LivemodeError('HOST_INVALID', renderProblems(problems, {file, text}))
  }
  const ids = new Set(rows.map(({id}) => id))
  const isTop = ({id, parent}: Row) => parent === id || !ids.has(parent)
  return rows.filter(isTop).map(row => treeOf(row, rows))
}

const treeOf = ({id, mount}: Row, rows: readonly Row[]): Mount => ({
  ...mount,
  children: rows
    .filter(row => row.parent === id && row.id !== id)
    .map(row =>
      treeOf(
        row,
        rows.filter(other => other.id !== id),
      ),
    ),
})

const line =
  /^(?<id>\d+) (?<parent>\d+) \d+:\d+ (?<fsroot>\S+) (?<target>\/\S*) (?<options>\S+)(?: \w+(?::\d+)?)* - (?<fstype>\S+) (?<source>\S*) (?<superOptions>\S+)$/

function parseRow(text: string): Row | undefined {
  const {groups} = line.exec(text) ?? {}
  if (!groups) return undefined
  const {id = '', parent = '', fsroot = '', target = '', options = ''} = groups
  const {fstype = '', source = '', superOptions = ''} = groups
  return {
    id,
    parent,
    mount: {
      target: decodeField(target),
      source: decodeField(source),
      fstype,
      options: merge(options, superOptions),
      fsroot: decodeField(fsroot),
      uuid: null,
      devices: [],
    },
  }
}

/**
 * The options of the mount, then those of the file system that do not say the same again. What either of them keeps
 * from being written is read-only.
 */
function merge(mount: string, superblock: string): string {
  const [own, others] = [mount, superblock].map(options => options.split(','))
  const isReadOnly = own?.includes('ro') || others?.includes('ro')
  const all = new Set([...(own ?? []), ...(others ?? [])].filter(option => !/^r[ow]$/.test(option)))
  return [isReadOnly ? 'ro' : 'rw', ...all].map(decodeField).join(',')
}

const decodeField = (field: string) =>
  field.replace(/\\([0-7]{3})/g, (_, octal) => String.fromCharCode(Number.parseInt(octal, 8)))
