/**
 * Whether a text can go on a kernel command line: the kernel and the scripts of an initramfs read bytes,
 * and some take one of those of another character (A0) for a space.
 */
export const isPrintableAscii = (text: string): boolean => /^[ -~]*$/.test(text)

/** What is said of a setting that cannot. */
export const mustBePrintable =
  'must have printable ASCII characters only: it goes on the kernel command line'
