import type {PlannedFile} from '@livemode/config'

/** Folders that stay, empty: what is in them belongs to the build, to one boot, or to one machine. */
const emptied = ['boot', 'dev', 'proc', 'run', 'sys', 'tmp', 'var/log', 'var/tmp']

/** Emptied too, as in the distributions' own slim images: nobody reads them during an upgrade. */
const documentation = ['doc', 'info', 'lintian', 'locale', 'man'].map(name => `usr/share/${name}`)

/**
 * Folders that the image gets anew: a container engine puts its own files into them, so that their
 * times would be different in every image.
 */
export const madeAnew = ['dev', 'etc']

/** What a container engine and the installation of packages leave behind in a root file system. */
const leftOut = [
  '.dockerenv',
  'run/.containerenv',
  'etc/hostname',
  'etc/hosts',
  'etc/machine-id',
  'etc/mtab',
  'etc/resolv.conf',
  'root/.bash_history',
  'var/lib/dbus/machine-id',
  'var/lib/systemd/random-seed',
]

const hostKey = '^etc/ssh/ssh_host_[^/]*_key(\\.pub)?$'

/** Which files of the target userspace do not go into the image; as data, for it is one of its inputs. */
export interface LeftOut {
  readonly paths: readonly string[]
  /** Folders that stay without what is in them. */
  readonly emptied: readonly string[]
  /** Regular expressions. */
  readonly patterns: readonly string[]
}

/** Plans what is left out. `caches` are the package manager's. */
export const planLeftOut = (caches: readonly string[]): LeftOut => ({
  paths: [...leftOut, ...madeAnew],
  emptied: [...emptied, ...documentation, ...caches],
  patterns: [hostKey],
})

/**
 * Decides file by file; paths have no leading slash. What the plan puts in place itself replaces what
 * the userspace has there.
 */
export function keepsFile(
  {paths, emptied, patterns}: LeftOut,
  planned: readonly PlannedFile[],
): (path: string) => boolean {
  const replaced = planned.filter(({type}) => type !== 'directory').map(({path}) => path.slice(1))
  const known = new Set([...paths, ...replaced])
  const folders = emptied.map(folder => `${folder}/`)
  const expressions = patterns.map(pattern => new RegExp(pattern))
  return path =>
    !known.has(path) &&
    !expressions.some(expression => expression.test(path)) &&
    !folders.some(folder => path.startsWith(folder))
}

/**
 * The planned files that go to the end of the image's tar: folders that the userspace has already are
 * left to it, folders that nobody made are made.
 */
export function withParents(
  files: readonly PlannedFile[],
  existing: ReadonlySet<string>,
): readonly PlannedFile[] {
  const made = new Map<string, PlannedFile>()
  for (const file of files) {
    for (const folder of ancestors(file.path)) {
      if (existing.has(folder.slice(1)) || made.has(folder)) continue
      made.set(folder, {path: folder, type: 'directory', mode: '0755', uid: 0, gid: 0})
    }
    if (file.type !== 'directory' || !existing.has(file.path.slice(1))) made.set(file.path, file)
  }
  return [...made.values()]
}

function ancestors(path: string): readonly string[] {
  const names = path.split('/').slice(1, -1)
  return names.map((_, index) => `/${names.slice(0, index + 1).join('/')}`)
}
