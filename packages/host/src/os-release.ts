/** What os-release(5) says about a system, as far as livemode asks. */
export interface OsRelease {
  readonly id: string
  readonly idLike: readonly string[]
  readonly versionId: string | null
  readonly prettyName: string | null
}

/**
 * Parses an os-release file. As os-release(5) asks for: the last assignment of a name wins, what is
 * not understood is ignored, and a system without a name is `linux`.
 */
export function parseOsRelease(text: string): OsRelease {
  const fields = new Map(text.split('\n').flatMap(assignmentOf))
  return {
    id: fields.get('ID') ?? 'linux',
    idLike: fields.get('ID_LIKE')?.split(/\s+/).filter(Boolean) ?? [],
    versionId: fields.get('VERSION_ID') ?? null,
    prettyName: fields.get('PRETTY_NAME') ?? null,
  }
}

function assignmentOf(line: string): [string, string][] {
  const match = /^\s*([A-Z][A-Z0-9_]*)=(.*?)\s*$/.exec(line)
  return match ? [[match[1] as string, unquote(match[2] as string)]] : []
}

function unquote(value: string): string {
  if (/^'[^']*'$/.test(value)) return value.slice(1, -1)
  const quoted = /^"((?:[^"\\]|\\.)*)"$/.exec(value)?.[1]
  if (quoted !== undefined) return quoted.replace(/\\([\\"$`])/g, '$1')
  return value.replace(/\\(.)/g, '$1')
}
