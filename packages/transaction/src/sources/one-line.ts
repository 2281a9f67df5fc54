import type {DecideEntry, SourceEntry} from './entry.ts'

/** Rewrites a file of sources.list(5) in its one-line form; what does not change stays as it is written. */
export const rewriteOneLine = (text: string, decide: DecideEntry): string =>
  text
    .split('\n')
    .map(line => rewriteLine(line, decide))
    .join('\n')

/** The type, the options, the URI (that of a CD has spaces in brackets), the suite, and the rest. */
const form =
  /^(\s*(deb(?:-src)?)\s+(?:\[([^\]]*)\]\s*)?)((?:cdrom:\[[^\]]*\])?\S+)(\s+)(\S+)([^#]*)(.*)$/

function rewriteLine(line: string, decide: DecideEntry): string {
  const match = form.exec(line)
  if (!match) return line
  const [, start = '', type = '', options = '', uri = '', ...parts] = match
  const [space = '', suite = '', rest = '', comment = ''] = parts
  const option = (name: string) =>
    new RegExp(`(?:^|\\s)${name}=(\\S+)`, 'i').exec(options)?.[1] ?? null
  const entry: SourceEntry = {
    types: [type],
    uris: [uri],
    suites: [suite],
    components: rest.split(/\s+/).filter(Boolean),
    signedBy: option('signed-by'),
    architectures: option('arch')?.split(',') ?? null,
    isEnabled: true,
  }
  const change = decide(entry)
  if (change === null) return line
  if ('disabled' in change) return `# ${change.disabled}\n# ${line.trim()}`
  return change.suites
    .map(one => {
      const end = comment === '' ? '' : ' '
      const components = change.components ? ` ${change.components.join(' ')}${end}` : rest
      return `${withKey(start, change.signedBy)}${change.uri ?? uri}${space}${one}${components}${comment}`
    })
    .join('\n')
}

/** The beginning of a line with another keyring among its options. */
function withKey(start: string, signedBy: string | undefined): string {
  if (signedBy === undefined) return start
  const option = `signed-by=${signedBy}`
  const bracket = /\[([^\]]*)\]/
  if (!bracket.test(start)) return `${start.trimEnd()} [${option}] `
  return start.replace(bracket, (_, options: string) => {
    const others = options.split(/\s+/).filter(one => one !== '' && !/^signed-by=/i.test(one))
    return `[${[...others, option].join(' ')}]`
  })
}
