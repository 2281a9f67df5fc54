import {createHash} from 'node:crypto'

/** The words for rpm(8) that have it tell all that `parseInstalled` reads. */
export const installedQuery: readonly string[] = [
  '--query',
  '--all',
  '--queryformat=%{NAME}\\t%|EPOCH?{%{EPOCH}}:{0}|\\t%{VERSION}-%{RELEASE}\\t%{ARCH}\\t%{INSTALLTID}\\t%{INSTALLTIME}\\n',
]

/** A package of rpm's database. */
export interface InstalledRpm {
  /** With its architecture, as dnf has it: `bash.x86_64`. */
  readonly package: string
  /** Epoch, version and release; an epoch of 0 is left out. */
  readonly version: string
  /** The transaction that has brought it, and when. */
  readonly installed: string
}

/** Parses what rpm tells by `installedQuery`. Keys, which rpm keeps among its packages, are none. */
export const parseInstalled = (text: string): readonly InstalledRpm[] =>
  text.split('\n').flatMap(line => {
    const [name, epoch, version, architecture, transaction, time] = line.split('\t')
    if (time === undefined || name === 'gpg-pubkey') return []
    return [
      {
        package: `${name}.${architecture}`,
        version: epoch === '0' ? `${version}` : `${epoch}:${version}`,
        installed: `${transaction} ${time}`,
      },
    ]
  })

/**
 * What tells whether the packages of a machine are still the same: a checksum over each with the transaction that has
 * brought it. The database's own file is no measure: its bytes change when it is only opened, and its format with the
 * upgrade's first step.
 */
export function installedSha256(packages: readonly InstalledRpm[]): string {
  const lines = packages.map(one => `${one.package} ${one.version} ${one.installed}\n`)
  return createHash('sha256').update(lines.toSorted().join('')).digest('hex')
}
