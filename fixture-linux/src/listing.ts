/** What a package has at a path. */
export interface ListedFile {
  readonly path: string
  readonly type: 'file' | 'directory' | 'symlink'
  readonly mode: string
  readonly user: string
  readonly group: string
}

/** What was unpacked of one package. */
export interface Listing {
  readonly files: readonly ListedFile[]
  readonly conffiles: ReadonlySet<string>
}

const types: Readonly<Record<string, ListedFile['type']>> = {
  f: 'file',
  d: 'directory',
  l: 'symlink',
}

/** Reads what `files/scripts/list-files` prints: `C` or a type of find(1), mode, owner, the package's folder and the path. */
export function parseListings(text: string): ReadonlyMap<string, Listing> {
  const listings = new Map<string, {files: ListedFile[]; conffiles: Set<string>}>()
  for (const line of text.split('\n')) {
    if (line === '') continue
    const [kind = '', mode = '', user = '', group = '', place = ''] = line.split('\t')
    const slash = place.indexOf('/')
    const name = place.slice(0, slash)
    const path = place.slice(slash)
    const listing = listings.get(name) ?? {files: [], conffiles: new Set()}
    listings.set(name, listing)
    const type = types[kind]
    if (kind === 'C') listing.conffiles.add(path)
    else if (type) listing.files.push({path, type, mode: mode.padStart(4, '0'), user, group})
    else throw new Error(`${path} of ${name} is of no type that an RPM is made with: ${kind}`)
  }
  return listings
}
