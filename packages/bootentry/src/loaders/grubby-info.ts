import type {HeldEntry} from './loader.ts'

/** Parses what `grubby --info` prints of one entry: `name="value"`, line by line. */
export function parseGrubbyInfo(text: string): HeldEntry | null {
  const values = new Map(
    text.split('\n').flatMap(line => {
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
