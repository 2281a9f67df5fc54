/**
 * The files of the network scripts have no encoding, and a name in an old one must not cost the file. Their text is
 * kept with a character for each byte.
 */
export const bytesAsText = (bytes: Buffer): string => bytes.toString('latin1')

export const textAsBytes = (text: string): Buffer => Buffer.from(text, 'latin1')

/** Such a text from one of this program, e.g. the name of a file. */
export const toByteText = (text: string): string => bytesAsText(Buffer.from(text, 'utf8'))

/** Such a text as this program has others: what is not UTF-8 is replaced. */
export const fromByteText = (text: string): string => textAsBytes(text).toString('utf8')

/** The lines of a text; the last one need not have an end. */
export function linesOf(text: string): readonly string[] {
  const lines = text.split('\n')
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines
}

/** The words of a text, with blanks and line ends between them. */
export const wordsOf = (text: string): readonly string[] =>
  text.split(/[ \t\n]+/).filter(word => word !== '')
