import type {PlannedFile} from '@livemode/config'

/** Folders that stay, empty: what is in them belongs to the build, to one boot, or to one machine. */
const emptied = ['boot', 'dev', 'proc', 'run', 'sys', 'tmp', 'var/log', 'var/tmp']

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

const hostKey = /^etc\/ssh\/ssh_host_[^/]*_key(\.pub)?$/

/**
 * Decides which files of the target userspace go into the image. `caches` are the package manager's;
 * what the plan puts in place itself replaces what was there.
 */
export function keepsFile(
  files: readonly PlannedFile[],
  {caches}: {caches: readonly string[]},
): (path: string) => boolean {
  const planned = new Set(
    files.filter(({type}) => type !== 'directory').map(({path}) => path.slice(1)),
  )
  const empty = [...emptied, ...caches]
  return path =>
    !planned.has(path) &&
    !leftOut.includes(path) &&
    !hostKey.test(path) &&
    !empty.some(folder => path.startsWith(`${folder}/`))
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
