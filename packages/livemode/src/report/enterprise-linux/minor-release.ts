import {type Check, when} from '../finding.ts'
import type {Situation} from '../situation.ts'
import type {ElCheck} from './check.ts'

/** Of two minor releases, `8.9` and `8.10`, which comes first; what has no minor is its first one. */
const compareReleases = (a: string, b: string): number =>
  a.localeCompare(b, 'en', {numeric: true, sensitivity: 'base'})

/** A distribution with minor releases is upgraded from some of them alone, and each leads to some of the next release. */
export const minorReleaseHasPath: Check<Pick<Situation, 'host' | 'target'>> = ({
  host: {os},
  target,
}) => {
  const paths = target.family === 'el' ? target.paths[os.id] : undefined
  const version = os.versionId ?? ''
  if (paths === undefined || !version.startsWith(`${target.source.version}.`)) return []
  const following = Object.keys(paths)
    .toSorted(compareReleases)
    .find(minor => compareReleases(minor, version) >= 0)
  return when(following !== version, () => ({
    id: 'minor-release-without-path',
    severity: 'inhibitor',
    sentence: `no path leads from ${os.id} ${version} to ${target.title}: there is one from ${Object.keys(paths).join(', ')}`,
    remedy:
      following === undefined
        ? 'look for a newer livemode, which may know a path from it'
        : updateTo(following, os.id),
  }))
}

const updateTo = (minor: string, id: string) =>
  [
    `update this machine to ${minor} first:`,
    ...(id === 'rhel' ? [`subscription-manager release --set=${minor},`] : []),
    'dnf upgrade, and reboot',
  ].join(' ')

/** What an image says that it is, `Red Hat Enterprise Linux 9.6 (Plow)`, has its minor release in it. */
export const imageLeadsOn: ElCheck = ({host: {os}, target, imageName = ''}) => {
  const minors = target.paths[os.id]?.[os.versionId ?? '']
  const [, minor] = / (\d+\.\d+)(?: |$)/.exec(imageName) ?? []
  return when(minors !== undefined && minor !== undefined && !minors.includes(minor), () => ({
    id: 'minor-release-without-path',
    severity: 'inhibitor',
    sentence: `the image is one of ${imageName}, and ${os.id} ${os.versionId} leads to ${minors?.join(', ')}`,
    remedy: `build it from the repositories of ${minors?.at(-1)} (repositories)`,
  }))
}
