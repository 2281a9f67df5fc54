import {fieldOf, type Paragraph} from './control.ts'
import {planDependencies, planUniverse} from './dependencies.ts'
import type {Listing} from './listing.ts'
import type {RpmFile, RpmPackage} from './package.ts'
import {absent} from './tables/absent.ts'
import {addedProvides, addedRequires, fileAttributes, leftOutRequires} from './tables/additions.ts'
import {modulePackages} from './tables/module.ts'
import {isPrimary, nameOf} from './tables/names.ts'
import {type OwnPackage, ownPackages} from './tables/own.ts'
import {type Release, type ReleaseId, releases} from './tables/releases.ts'
import {toRpmVersion} from './version.ts'

/** What a release is made of. */
export interface Material {
  /** The packages of Debian's, as its index has them. */
  readonly paragraphs: readonly Paragraph[]
  /** Those that the repository `baseos` needs. */
  readonly baseos: ReadonlySet<string>
  /** What is unpacked, by the package's name in Debian, or on Enterprise Linux where it is our own. */
  readonly listings: ReadonlyMap<string, Listing>
}

/** Of these packages of Debian's those that RPMs are made of. */
export const withoutAbsent = (paragraphs: readonly Paragraph[]): readonly Paragraph[] =>
  paragraphs.filter(paragraph => !absent.has(fieldOf(paragraph, 'Package')))

/** Plans the RPMs of a release, in the order of their names. */
export function planPackages(id: ReleaseId, material: Material): readonly RpmPackage[] {
  const release: Release = releases[id]
  const universe = planUniverse(material.paragraphs, release.dist)
  const groups = Map.groupBy(material.paragraphs, paragraph =>
    nameOf(fieldOf(paragraph, 'Package')),
  )
  const shared = new Set(
    filesOf('filesystem', ['base-files'], material)
      .filter(({type}) => type === 'directory')
      .map(({path}) => path),
  )
  const filesIn = (name: string, folders: readonly string[]) =>
    filesOf(name, folders, material).filter(({path}) => name === 'filesystem' || !shared.has(path))

  const converted = [...groups].map(([name, paragraphs]): RpmPackage => {
    const primary = primaryOf(name, paragraphs)
    const dependencies = planDependencies(paragraphs, {
      name,
      universe,
      leftOut: leftOutRequires[name] ?? [],
    })
    const debian = paragraphs.map(paragraph => fieldOf(paragraph, 'Package'))
    const files = filesIn(name, debian)
    return {
      name,
      ...toRpmVersion(fieldOf(primary, 'Version'), release.dist),
      repository: debian.some(one => material.baseos.has(one)) ? 'baseos' : 'appstream',
      architecture: paragraphs.every(one => fieldOf(one, 'Architecture') === 'all')
        ? 'noarch'
        : 'x86_64',
      summary: fieldOf(primary, 'Description'),
      ...dependencies,
      requires: [...dependencies.requires, ...(addedRequires[name] ?? [])],
      provides: [
        ...dependencies.provides,
        ...(addedProvides[name] ?? []),
        ...kernelProvides(name, files),
      ],
      files,
      isModular: modulePackages.includes(name),
    }
  })
  const own = Object.entries(ownPackages(id, release.obsoletes)).map(([name, description]) =>
    planOwn(name, {description, dist: release.dist, files: filesIn(name, [])}),
  )
  return [...converted, ...own].toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

function primaryOf(name: string, paragraphs: readonly Paragraph[]): Paragraph {
  const [primary, ...others] = paragraphs.filter(one => isPrimary(fieldOf(one, 'Package')))
  if (primary !== undefined && others.length === 0) return primary
  throw new Error(`${name} is made of ${paragraphs.length} packages, of which none is the first`)
}

/** What is unpacked of the packages that make up an RPM, and of our own files for it. */
const filesOf = (
  name: string,
  debian: readonly string[],
  {listings}: Material,
): readonly RpmFile[] => {
  const files = new Map<string, RpmFile>()
  for (const folder of new Set([...debian, name])) {
    const listing = listings.get(folder)
    for (const {path, type} of listing?.files ?? []) {
      const isConfiguration =
        type === 'file' && (path.startsWith('/etc/') || listing?.conffiles.has(path) === true)
      files.set(path, {path, type, isConfiguration, ...fileAttributes[path]})
    }
  }
  return [...files.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1))
}

/** A kernel provides the name that `uname -r` gives; as a version rpm would refuse it for its hyphens. */
const kernelProvides = (name: string, files: readonly RpmFile[]): readonly string[] =>
  name === 'kernel-core' ? [`kernel-uname-r(${kernelOf(files)})`] : []

/** The version of the one kernel among these files, as `uname -r` gives it. Throws where there is none. */
export function kernelOf(files: readonly RpmFile[]): string {
  const [version, ...others] = files.flatMap(
    ({path}) => /^\/usr\/lib\/modules\/([^/]+)\/vmlinuz$/.exec(path)?.[1] ?? [],
  )
  if (version === undefined || others.length > 0) throw new Error('there must be one kernel')
  return version
}

const planOwn = (
  name: string,
  {description, dist, files}: {description: OwnPackage; dist: string; files: readonly RpmFile[]},
): RpmPackage => {
  const {version, summary, requires = [], provides = [], obsoletes = []} = description
  return {
    name,
    ...toRpmVersion(`${version}-1`, dist),
    repository: 'baseos',
    architecture: 'noarch',
    summary,
    requires,
    provides,
    conflicts: [],
    obsoletes,
    files,
    isModular: false,
  }
}
