/** What rpm finds of a file that is not as its package has brought it. */
export interface VerifiedFile {
  readonly path: string
  readonly isConfiguration: boolean
  /** `unread`: rpm could not read it. */
  readonly content: 'same' | 'changed' | 'unread' | 'missing'
}

const contents: Readonly<Record<string, VerifiedFile['content']>> = {5: 'changed', '?': 'unread'}

/** Parses the lines of `rpm --verify`, see rpm(8); others are passed over. */
export const parseVerified = (text: string): readonly VerifiedFile[] =>
  text.split('\n').flatMap(line => {
    const [, attributes = '', kind, path] =
      /^(missing|[\w.?]{8,9}) +(?:([a-z]) )?(\/.*?)(?: \([^)]*\))?$/.exec(line) ?? []
    if (path === undefined) return []
    const content = attributes === 'missing' ? 'missing' : (contents[attributes[2] ?? ''] ?? 'same')
    return [{path, isConfiguration: kind === 'c', content}]
  })
