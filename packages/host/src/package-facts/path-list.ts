/**
 * Leaves the folders out of a list of a package's paths, as dpkg keeps it: all that another path of the list lies
 * below. What is left is what only one package can have.
 */
export function withoutFolders(list: Buffer): Buffer {
  // Latin-1 keeps every byte, whatever the paths are written in.
  const paths = list.toString('latin1').split('\n').filter(Boolean)
  const folders = new Set(paths.flatMap(foldersAbove))
  const left = paths.filter(path => path !== '/.' && !folders.has(path))
  return Buffer.from(left.map(path => `${path}\n`).join(''), 'latin1')
}

function foldersAbove(path: string): readonly string[] {
  const above: string[] = []
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1))
    above.push(path.slice(0, end))
  return above
}
