/** The packages that `dpkg-query --search` tells of. */
export const parseOwners = (text: string): readonly string[] =>
  text.split('\n').flatMap(line => {
    const [, names] =
      /^((?:[a-z0-9][a-z0-9+.:-]*)(?:, [a-z0-9][a-z0-9+.:-]*)*): \//.exec(line) ?? []
    return names?.split(', ') ?? []
  })
