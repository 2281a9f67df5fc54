import {repositoriesFrom} from '../../target-sources.ts'
import {when} from '../finding.ts'
import type {ElCheck} from './check.ts'
import {describeRepositories} from './subscription.ts'

export const repositoriesAreNamed: ElCheck = ({config, host, target, targetSources, sizes}) => {
  const isNamed = config.repositories.length > 0 || Boolean(targetSources?.repositories.length)
  return when(!isNamed && !sizes.isBuilt, () => ({
    id: 'repositories-not-named',
    severity: 'inhibitor',
    sentence: `${target.title} has no repositories of its own: each distribution has others`,
    remedy: `name the .repo files of the one that this machine becomes (repositories), or an image that has been built (--out, --from)${describeRepositories(host, target)}`,
  }))
}

/** Whoever has not named them should know what the image is made of. */
export const repositoriesAreKnown: ElCheck = ({target, targetSources, sizes}) => {
  const from = repositoriesFrom(targetSources)
  return when(from !== null && !sizes.isBuilt, () => ({
    id: 'repositories-from-leapp',
    severity: 'warning',
    sentence: `the packages of ${target.title} come from the repositories of Leapp, as told by ${from}: ${targetSources?.repositories.map(nameOf).join(', ')}`,
    remedy: 'if these are not the ones, name the .repo files of others (repositories)',
  }))
}

const nameOf = (repository: object) => ('id' in repository ? repository.id : '')

/** The switch in that file has no meaning any more: SELinux is started, and finds no policy. */
export const selinuxCanBeOff: ElCheck = ({host: {selinux, kernelCmdline}, target}) =>
  when(selinux === 'disabled' && !/(?:^|\s)selinux=0(?:\s|$)/.test(kernelCmdline), () => ({
    id: 'selinux-disabled-by-file',
    severity: 'warning',
    sentence: `/etc/selinux/config has SELINUX=disabled, which ${target.title} does not follow: it starts SELinux without a policy`,
    remedy: 'if it has to be off: grubby --update-kernel=ALL --args=selinux=0',
  }))
