import type {Finding} from '@livemode/config'
import {factText, flattenMounts} from '@livemode/host'
import {about, type ResolutionCheck} from './finding.ts'

/** Looks at the folders of packages that links take elsewhere, see `findLinkedFolders`. */
export const checkLinkedFolders = (paths: readonly string[]): readonly Finding[] =>
  about(paths, list => ({
    id: 'linked-folder',
    severity: 'inhibitor',
    sentence: `packages have files in ${list}, which an absolute link takes elsewhere: dpkg cannot follow it from the live system`,
    remedy: 'make the link a relative one, or have a bind mount in its place',
  }))

export const foldersAreInPlace: ResolutionCheck = ({evidence}) =>
  checkLinkedFolders(evidence.observations?.linkedFolders ?? [])

/** What scripts of packages write, so that it matters whatever the plan is. */
const isWritten = (path: string) =>
  path.startsWith('/boot') || /^\/etc\/g?shadow$|^\/etc\/(passwd|group)$/.test(path)

export const filesCanBeReplaced: ResolutionCheck = ({evidence, transaction}) => {
  const {immutableFiles = []} = evidence.observations ?? {}
  const changed = new Set(
    [...transaction.upgrade, ...transaction.remove].map(one => one.package.replace(/:.*/, '')),
  )
  const inTheWay = (immutableFiles ?? []).filter(
    ({path, packages}) =>
      isWritten(path) || packages.some(name => changed.has(name.replace(/:.*/, ''))),
  )
  return about(
    inTheWay.map(({path}) => path),
    list => ({
      id: 'immutable-file',
      severity: 'inhibitor',
      sentence: `the upgrade replaces what is set immutable or to be appended to only: ${list}`,
      remedy: 'take that away with "chattr -i -a", and set it again after the upgrade',
    }),
  )
}

export const temporaryFilesStay: ResolutionCheck = ({evidence, transaction}) => {
  const {observations, host} = evidence
  const {files, bytes, examples} = observations?.temporaryFiles ?? {
    files: 0,
    bytes: 0,
    examples: [],
  }
  const hasOwnMount =
    observations?.decidesTmpMount === true ||
    host?.fstab.split('\n').some(line => /^\s*[^#\s]\S*\s+\/tmp\/?\s/.test(line)) === true ||
    flattenMounts(host?.mounts ?? []).some(mount => mount.target === '/tmp')
  const comesToo = transaction.upgrade.some(one => one.package.startsWith('systemd:'))
  if (files === 0 || hasOwnMount || !comesToo) return []
  const isTooLarge = host !== undefined && bytes > host.memoryBytes / 2
  const size = `${Math.ceil(bytes / 1_000_000)} MB`
  return [
    {
      id: 'tmp-becomes-tmpfs',
      severity: 'warning',
      sentence: isTooLarge
        ? `/tmp is in memory after the upgrade, of which it may have half: the ${size} that are in it now would not fit`
        : `/tmp is in memory after the upgrade, and the ${files} files that are in it now (${size}, such as ${examples.join(', ')}) are hidden`,
      remedy:
        'move what is needed elsewhere, or keep /tmp on the disk with "systemctl mask tmp.mount"',
    },
  ]
}

/** The link by which systemd has read the file until now, and which goes with the upgrade. */
const systemLink = '/etc/sysctl.d/99-sysctl.conf'

export const kernelSettingsAreRead: ResolutionCheck = ({facts, transaction}) => {
  const comesToo = transaction.upgrade.some(one => /^(systemd|procps):/.test(one.package))
  const others = [...facts.keys()].filter(
    path => path.startsWith('/etc/sysctl.d/') && path !== systemLink,
  )
  const elsewhere = new Map(others.flatMap(path => [...settingsOf(factText(facts, path))]))
  const lost = [...settingsOf(factText(facts, '/etc/sysctl.conf'))].filter(
    ([name, value]) => elsewhere.get(name) !== value,
  )
  return about(comesToo ? lost.map(([name]) => name) : [], list => ({
    id: 'sysctl-conf-not-read',
    severity: 'warning',
    sentence: `the target does not read /etc/sysctl.conf any more, which sets ${list}`,
    remedy: 'move these settings into a file in /etc/sysctl.d, e.g. /etc/sysctl.d/local.conf',
  }))
}

/** See sysctl.d(5): a dot may be written as a slash, and `-` before a name forgives its failure. */
const settingsOf = (text = ''): ReadonlyMap<string, string> =>
  new Map(
    text.split('\n').flatMap(line => {
      const [, name, value] = /^\s*-?([^#;\s=][^\s=]*)\s*=\s*(.*?)\s*$/.exec(line) ?? []
      return name === undefined || value === undefined ? [] : [[name.replaceAll('/', '.'), value]]
    }),
  )
