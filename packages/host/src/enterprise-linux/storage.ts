import {join} from 'node:path'
import {namesIn, textOf} from '../small-files.ts'
import {readText} from './text.ts'

/**
 * The volumes of VDO that its own manager looks after, by their names: what it has set up, and what is active. LVM's are
 * none of them. From the machine that has its files below `root`.
 */
export async function readVdoVolumes(root = '/'): Promise<readonly string[]> {
  const blocks = join(root, '/sys/block')
  const active = namesIn(blocks)
    .filter(name => /^VDO-/.test(textOf(join(blocks, name, 'dm/uuid')) ?? ''))
    .map(name => textOf(join(blocks, name, 'dm/name')) ?? name)
  const configured = (await readText(root, '/etc/vdoconf.yml')) ?? ''
  const named = [...configured.matchAll(/^\s+([\w.+-]+):\s*!VDOService\b/gm)].map(
    ([, name = '']) => name,
  )
  return [...new Set([...named, ...active])].toSorted()
}
