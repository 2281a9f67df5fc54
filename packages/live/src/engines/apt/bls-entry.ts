import {posix} from 'node:path'
import type {MenuEntry} from './menu.ts'

/**
 * Parses an entry of type 1 of the Boot Loader Specification; `id` is the name of its file, and `boot` where the file system with the entries is mounted.
 * Gives none where it boots no Linux.
 */
export function parseBlsEntry(
  text: string,
  {id, boot}: {id: string; boot: string},
): readonly MenuEntry[] {
  const values = (key: string) =>
    text.split('\n').flatMap(line => {
      const [, name, value] = /^\s*([\w-]+)\s+(.*?)\s*$/.exec(line) ?? []
      return name === key && value !== undefined ? [value] : []
    })
  const [kernel] = values('linux')
  if (kernel === undefined) return []
  const place = (path: string) => posix.join(boot, path)
  return [
    {
      id,
      kernel: place(kernel),
      initramfs: values('initrd').map(place),
      version: values('version')[0],
      cmdline: values('options').join(' '),
    },
  ]
}
