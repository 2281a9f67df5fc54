import type {HeldEntry} from './loader.ts'

/** How grubby names the entry that it makes beside each one with MAKEDEBUG=yes, for the same kernel. */
const debugging = /~debug$/

/** Parses what `grubby --info` prints of one kernel: an entry, or one with another for debugging behind it. */
export function parseGrubbyInfo(text: string): HeldEntry | null {
  const blocks = text.split(/^(?=index=)/m).flatMap(block => parseBlock(block) ?? [])
  return blocks.find(({id}) => !debugging.test(id)) ?? null
}

/** An entry: `name="value"`, line by line. */
function parseBlock(block: string): HeldEntry | null {
  const values = new Map(
    block.split('\n').flatMap(line => {
      const [, name, value] = /^(\w+)="?(.*?)"?$/.exec(line) ?? []
      return name === undefined || value === undefined ? [] : [[name, value] as const]
    }),
  )
  const id = values.get('id')
  if (id === undefined) return null
  const textOf = (name: string) => values.get(name) ?? ''
  const root = values.has('root') ? [`root=${textOf('root')}`] : []
  return {
    id,
    title: textOf('title'),
    kernel: textOf('kernel'),
    // Some put a variable of GRUB's behind it, for an initramfs of their own.
    initramfs: textOf('initrd').replace(/ \$\w+$/, ''),
    cmdline: [...root, textOf('args')].join(' '),
  }
}
