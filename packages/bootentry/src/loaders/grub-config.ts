import type {HeldEntry} from './loader.ts'

/** Finds an entry in the text of a grub.cfg by its id. */
export function parseMenuEntry(text: string, id: string): HeldEntry | null {
  const lines = text.split('\n')
  const start = lines.findIndex(line => {
    const [command, ...words] = wordsOf(line)
    return command === 'menuentry' && words.includes(id)
  })
  if (start < 0) return null
  const end = lines.indexOf('}', start)
  const inside = lines.slice(start + 1, end < 0 ? undefined : end).map(wordsOf)
  const [, kernel = '', ...cmdline] = inside.find(([command]) => command === 'linux') ?? []
  const [, initramfs = ''] = inside.find(([command]) => command === 'initrd') ?? []
  const [, title = ''] = wordsOf(lines[start] ?? '')
  return {id, title, kernel, initramfs, cmdline: cmdline.map(asKernelArgument).join(' ')}
}

/** GRUB puts double quotes around a word with a space. */
const asKernelArgument = (word: string) => (word.includes(' ') ? `"${word}"` : word)

/** The words of a line, as GRUB's menu language takes them; of its quotes only single ones matter here. */
function wordsOf(line: string): readonly string[] {
  const words = line.match(/(?:'[^']*'|[^\s'])+/g) ?? []
  return words.map(word => word.replaceAll("'", ''))
}
