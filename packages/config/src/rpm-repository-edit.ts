/**
 * Changes options of one section of a `.repo` file, and leaves all else of it as it is written: an option of null goes, one of
 * undefined stays. See `parseIni` for the form.
 */
export function editRpmRepository(
  text: string,
  {
    id,
    options,
  }: {
    readonly id: string
    readonly options: Readonly<Record<string, string | null | undefined>>
  },
): string {
  const end = text.includes('\r\n') ? '\r\n' : '\n'
  const changes = new Map(Object.entries(options).filter(([, value]) => value !== undefined))
  const added = [...changes].flatMap(([name, value]) =>
    value === null ? [] : [`${name}=${value}`],
  )
  let isInside = false
  /** Whether the lines that go on with an option go with it. */
  let goes = false
  const lines = text.split(/\r?\n/).flatMap(line => {
    const [, section] = /^\[([^\]]+)\]/.exec(line) ?? []
    if (section !== undefined) {
      isInside = section === id
      goes = false
      return isInside ? [line, ...added] : [line]
    }
    if (!isInside) return [line]
    if (line.trim() === '') goes = false
    else if (/^[^\s#;]/.test(line)) goes = changes.has(line.slice(0, line.indexOf('=')).trim())
    return goes && !/^\s*[#;]/.test(line) ? [] : [line]
  })
  return lines.join(end)
}
