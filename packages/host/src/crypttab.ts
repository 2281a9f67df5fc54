/** One line of crypttab(5). */
export interface CrypttabEntry {
  readonly name: string
  readonly device: string
  /** The file with the key; null when there is none and somebody is asked. */
  readonly keyFile: string | null
  readonly options: readonly string[]
}

/** Parses a crypttab, as crypttab(5) says. A line that is too short is left out, as systemd does. */
export function parseCrypttab(text: string): readonly CrypttabEntry[] {
  return text.split('\n').flatMap(line => {
    const [name, device, key = 'none', options = ''] = line.trim().split(/[ \t]+/)
    if (!name || name.startsWith('#') || device === undefined) return []
    const keyFile = key === 'none' || key === '-' ? null : key
    return [{name, device, keyFile, options: options.split(',').filter(Boolean)}]
  })
}
