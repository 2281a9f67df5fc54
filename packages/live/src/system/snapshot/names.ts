/** More than anybody reads in a sentence. */
const mostNamed = 20

/** Names some of many paths, and says how many more there are. */
export function nameSome(paths: readonly string[]): string {
  const named = paths.slice(0, mostNamed).join(', ')
  return paths.length <= mostNamed ? named : `${named}, and ${paths.length - mostNamed} more`
}
