/** What is told of the packages of a machine with rpm. */
export interface RpmPackages {
  /** Those whose signature is by a hash that Enterprise Linux has let go: SHA-1 or MD5. */
  readonly weaklySigned: {readonly count: number; readonly examples: readonly string[]}
  /** What gives the machine its repositories in a cloud: the clients of Red Hat Update Infrastructure. */
  readonly rhuiClients: readonly string[]
}

/** The signature of the header counts for rpm; old packages have one of header and payload alone. */
const signatures = ['RSAHEADER', 'DSAHEADER', 'SIGPGP', 'SIGGPG']

/** The words for rpm(8) that have it tell all that `parsePackages` reads: each package, and what it is signed by. */
export const packagesQuery: readonly string[] = [
  '--query',
  '--all',
  `--queryformat=%{NAME}\\t${signatures.reduceRight(
    (otherwise, tag) => `%|${tag}?{%{${tag}:pgpsig}}:{${otherwise}}|`,
    '',
  )}\\n`,
]

const mostExamples = 10

/** Parses what rpm tells by `packagesQuery`. */
export function parsePackages(text: string): RpmPackages {
  const packages = text.split('\n').map(line => line.split('\t'))
  const weak = packages.filter(([, signature = '']) => /^[^,]*\/(?:SHA-?1|MD5),/i.test(signature))
  const names = packages.map(([name = '']) => name)
  return {
    weaklySigned: {
      count: weak.length,
      examples: weak
        .map(([name = '']) => name)
        .toSorted()
        .slice(0, mostExamples),
    },
    // What others call them has the word in it; Leapp's own packages for them are none.
    rhuiClients: names
      .filter(name => /(?:^|[-_])rhui(?:[-_]|$)/.test(name) && !name.startsWith('leapp-'))
      .toSorted()
      .slice(0, mostExamples),
  }
}
