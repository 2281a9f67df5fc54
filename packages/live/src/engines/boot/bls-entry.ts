import {posix} from 'node:path'
import type {MenuEntry} from './menu-entry.ts'

/**
 * Parses an entry of type 1 of the Boot Loader Specification; `boot` is where the file system with the entries is
 * mounted, `name` is the entry's own. Gives none where it boots no Linux.
 */
export function parseBlsEntry(
  text: string,
  {boot, name}: {boot: string; name: string},
): readonly MenuEntry[] {
  const values = (key: string) =>
    text.split('\n').flatMap(line => {
      const [, word, value] = /^\s*([\w-]+)\s+(.*?)\s*$/.exec(line) ?? []
      return word === key && value !== undefined ? [value] : []
    })
  const [kernel] = values('linux')
  if (kernel === undefined) return []
  const place = (path: string) => posix.join(boot, path)
  return [
    {
      word: name,
      title: values('title')[0],
      kernel: place(kernel),
      initramfs: values('initrd').map(place),
      version: values('version')[0],
      cmdline: values('options').join(' '),
      renderTrial: ({title, more}) => renderBlsEntry(text, {title, more}),
    },
  ]
}

/**
 * An entry that does the same as another one, and gives the kernel more arguments: those of several lines are joined. It
 * comes behind the others, as one without a sort key does.
 */
function renderBlsEntry(text: string, {title, more}: {title: string; more: string}): string {
  const others = text
    .split('\n')
    .filter(line => line !== '' && !/^\s*(title|sort-key)\s/.test(line))
  return [`title ${title}`, ...others, `options ${more}`, ''].join('\n')
}
