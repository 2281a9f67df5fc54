import {rmSync} from 'node:fs'
import {posix} from 'node:path'
import {writeDurably} from '../../system/durable.ts'
import type {SourceTree} from '../../system/source-tree.ts'
import type {EngineContext} from '../engine.ts'

type Source = Pick<SourceTree, 'list' | 'readText'>

interface Mended {
  readonly path: string
  /** What takes its place; null: it goes. */
  readonly replace: (source: Source) => string | null
}

const triggers = '/var/lib/dpkg/triggers'

/**
 * What packages' programs write without having it on the disk: a loss of power may leave zeros in their place, and dpkg, apt
 * and debconf do not start on these.
 */
const mended: readonly Mended[] = [
  {path: `${triggers}/Unincorp`, replace: activateAll},
  // Which packages are there for others' sake stands in the plan, and is put back at the end.
  {path: '/var/lib/apt/extended_states', replace: () => null},
  ...['config.dat', 'passwords.dat', 'templates.dat'].map(name => {
    const path = `/var/cache/debconf/${name}`
    return {
      path,
      replace: (source: Source) => {
        const before = source.readText(`${path}-old`)
        return before === undefined || isDamaged(before) ? null : before
      },
    }
  }),
]

/** Has each of these files in a state that can be read. Nothing changes where no power was lost. */
export function mendState({live: {source}, say}: Pick<EngineContext, 'live' | 'say'>): void {
  for (const {path, replace} of mended) {
    const text = source.readText(path)
    if (text === undefined || !isDamaged(text)) continue
    say(`${path} was damaged by a loss of power, and is made anew`)
    const content = replace(source)
    const place = source.resolve(path)
    if (content === null) rmSync(place)
    else writeDurably(place, {content})
  }
}

const isDamaged = (text: string) => text.includes('\0')

/** Files in the folder of triggers that are no trigger's own. */
const others = ['File', 'Lock', 'Unincorp']

/**
 * All triggers that any package has an interest in, as dpkg notes those that have come and are not in its database yet: which
 * they were is lost, and one that is processed once more does no harm.
 */
function activateAll(source: Source): string {
  const files = (source.readText(posix.join(triggers, 'File')) ?? '')
    .split('\n')
    .flatMap(line => line.match(/^\/\S+/)?.[0] ?? [])
  const named = source.list(triggers).filter(name => !others.includes(name) && !/\.new$/.test(name))
  return [...new Set([...files, ...named])].map(name => `${name} -\n`).join('')
}
