import {betweenParagraphs, isNo, parseParagraphs, parseSignedBy, wordsOf} from '@livemode/config'
import type {DecideEntry, SourceEntry} from './entry.ts'

/** Rewrites a file of sources.list(5) in the form of deb822; what does not change stays as it is written. */
export const rewriteDeb822 = (text: string, decide: DecideEntry): string =>
  text
    .split(new RegExp(`(${betweenParagraphs.source})`))
    .map((part, index) => (index % 2 === 0 ? rewriteParagraph(part, decide) : part))
    .join('')

function rewriteParagraph(text: string, decide: DecideEntry): string {
  const entry = parseEntry(text)
  const change = entry && decide(entry)
  if (!change) return text
  if ('disabled' in change) {
    return `# ${change.disabled}\n${withField(text, 'Enabled', 'no')}`
  }
  const {uri, suites, components, signedBy} = change
  const fields = [
    ['URIs', uri],
    ['Suites', suites.join(' ')],
    ['Components', components?.join(' ')],
    ['Signed-By', signedBy],
  ] as const
  return fields.reduce(
    (changed, [name, value]) => (value === undefined ? changed : withField(changed, name, value)),
    text,
  )
}

function parseEntry(text: string): SourceEntry | undefined {
  const [paragraph] = parseParagraphs(text)
  if (paragraph === undefined) return undefined
  const words = (name: string) => wordsOf(paragraph, name)
  if (words('types').length === 0) return undefined
  return {
    types: words('types'),
    uris: words('uris'),
    suites: words('suites'),
    components: words('components'),
    signedBy: parseSignedBy(paragraph.get('signed-by') ?? ''),
    architectures: words('architectures').length === 0 ? null : words('architectures'),
    isEnabled: !isNo(paragraph, 'enabled'),
  }
}

/** Sets a field with all of its lines, or adds it behind the first line that is no comment. */
function withField(text: string, name: string, value: string): string {
  const field = new RegExp(`^${name}:.*(?:\\r?\\n(?:[ \\t]|#).*)*`, 'im')
  const set = `${name}: ${value}`
  return field.test(text)
    ? text.replace(field, () => set)
    : text.replace(/^(?!#).+$/m, line => `${line}\n${set}`)
}
