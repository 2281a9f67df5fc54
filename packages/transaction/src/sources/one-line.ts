import type {DecideEntry, SourceEntry} from './entry.ts'

/** Rewrites a file of sources.list(5) in its one-line form; what does not change stays as it is written. */
export const rewriteOneLine = (text: string, decide: DecideEntry): string =>
  text
    .split('\n')
    .map(line => rewriteLine(line, decide))
    .join('\n')

/** The type, the options, the URI (that of a CD has spaces in brackets), the suite, and the rest. */
const form =
  /^(\s*deb(?:-src)?\s+(?:\[([^\]]*)\]\s*)?)((?:cdrom:\[[^\]]*\])?\S+)(\s+)(\S+)([^#]*)(.*)$/

function rewriteLine(line: string, decide: DecideEntry): string {
  const match = form.exec(line)
  if (!match) return line
  const [, start = '', options = '', uri = '', space = '', suite = '', rest = '', comment = ''] =
    match
  const entry: SourceEntry = {
    uris: [uri],
    suites: [suite],
    components: rest.split(/\s+/).filter(Boolean),
    signedBy: /(?:^|\s)signed-by=(\S+)/i.exec(options)?.[1] ?? null,
    isEnabled: true,
  }
  const change = decide(entry)
  if (change === null) return line
  if ('disabled' in change) return `# ${change.disabled}\n# ${line.trim()}`
  return `${start}${uri}${space}${change.suites[0]}${rest}${comment}`
}
