/**
 * Whether a text can go on a kernel command line: the kernel and the scripts of an initramfs read bytes,
 * and some take one of those of another character (A0) for a space.
 */
export const isPrintableAscii = (text: string): boolean => /^[ -~]*$/.test(text)

/** What is said of a setting that cannot. */
export const mustBePrintable =
  'must have printable ASCII characters only: it goes on the kernel command line'

/**
 * A text for a terminal, which must not act on what a file holds: characters that move the cursor, are not seen, or change the
 * order of others are shown by their numbers, as JSON may have them. Line feeds and tabs stay.
 */
export const visible = (text: string): string =>
  text
    .toWellFormed()
    .replace(/(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, character =>
      [...Array(character.length).keys()].map(at => escaped(character.charCodeAt(at))).join(''),
    )

const escaped = (unit: number) => `\\u${unit.toString(16).padStart(4, '0')}`
