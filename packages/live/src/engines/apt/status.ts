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
