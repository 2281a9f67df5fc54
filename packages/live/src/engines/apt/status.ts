/** What apt tells of its progress by `APT::Status-Fd`, a line each. */
export interface AptStatus {
  readonly kind: 'download' | 'progress' | 'error' | 'conffile'
  /** The package or file that it is about. */
  readonly about: string
  /** Of this run of apt. */
  readonly percent: number
  readonly text: string
}

const kinds = {
  dlstatus: 'download',
  pmstatus: 'progress',
  pmerror: 'error',
  pmconffile: 'conffile',
} as const satisfies Record<string, AptStatus['kind']>

/** Parses such a line; undefined for one of another kind. A package may have its architecture after a colon. */
export function parseAptStatus(line: string): AptStatus | undefined {
  const [, kind, about, percent, text] =
    /^(dlstatus|pmstatus|pmerror|pmconffile):(.*?):(\d+(?:\.\d+)?):(.*)$/.exec(line) ?? []
  if (kind === undefined) return undefined
  return {
    kind: kinds[kind as keyof typeof kinds],
    about: about ?? '',
    percent: Number(percent),
    text: text ?? '',
  }
}

/** What dpkg tells by `--status-fd`, see dpkg(1): what it begins with, what it has come to, and what fails. */
export interface DpkgStatus {
  readonly kind: 'begun' | 'installed' | 'error'
  /** The package. */
  readonly about: string
  /** What is done with it in the form of `install`, or why it fails. */
  readonly text: string
}

/** Parses such a line; undefined for one of another kind. */
export function parseDpkgStatus(line: string): DpkgStatus | undefined {
  const [, stage, begun] = /^processing: (\w+): (\S+)/.exec(line) ?? []
  if (stage !== undefined && begun !== undefined) return {kind: 'begun', about: begun, text: stage}
  const [, installed] = /^status: (\S+): installed$/.exec(line) ?? []
  if (installed !== undefined) return {kind: 'installed', about: installed, text: ''}
  const [, about, text] = /^status: (\S+) : error : (.*)$/.exec(line) ?? []
  return about === undefined ? undefined : {kind: 'error', about, text: text ?? ''}
}
