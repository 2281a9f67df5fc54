import {parseParagraphs} from '@livemode/config'

/** A package that dpkg knows of, under the terms of dpkg(1). */
export interface DpkgPackage {
  readonly name: string
  readonly architecture: string
  readonly version: string
  /** What is wanted of it: `install`, `hold`, `deinstall`, `purge`. */
  readonly selection: string
  /** `installed`, or how far it has come. */
  readonly state: string
  readonly needsReinstallation: boolean
  readonly priority: string
  /** Essential or protected: what a system does not work, or does not boot, without. */
  readonly isProtected: boolean
  readonly installedBytes: number
}

/** Parses dpkg's status: what is there, in whatever state; what has left only its configuration is not. */
export const parseStatus = (text: string): readonly DpkgPackage[] =>
  parseParagraphs(text).flatMap(paragraph => {
    const field = (name: string) => paragraph.get(name) ?? ''
    const [selection = '', flag = '', state = ''] = field('status').split(/\s+/)
    if (field('package') === '' || ['', 'not-installed', 'config-files'].includes(state)) return []
    return [
      {
        name: field('package'),
        architecture: field('architecture'),
        version: field('version'),
        selection,
        state,
        needsReinstallation: flag !== 'ok',
        priority: field('priority'),
        isProtected: ['essential', 'protected', 'important'].some(name => field(name) === 'yes'),
        installedBytes: Number(field('installed-size') || 0) * 1024,
      },
    ]
  })

/** With its architecture, `libc6:amd64`. */
export const fullName = ({name, architecture}: Pick<DpkgPackage, 'name' | 'architecture'>) =>
  `${name}:${architecture}`

/** Finds packages by the names that apt uses: without an architecture where it is the machine's own. */
export function indexByAptName(
  packages: readonly DpkgPackage[],
  native: string,
): ReadonlyMap<string, DpkgPackage> {
  return new Map(packages.map(one => [aptName(one, native), one]))
}

export const aptName = (
  {name, architecture}: Pick<DpkgPackage, 'name' | 'architecture'>,
  native: string,
) => (architecture === native || architecture === 'all' ? name : `${name}:${architecture}`)
