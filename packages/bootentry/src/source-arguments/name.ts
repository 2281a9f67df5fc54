/** The kernel, and mostly systemd, takes `-` and `_` in a name for the same. */
export const canonicalName = (name: string): string => name.replaceAll('-', '_')
