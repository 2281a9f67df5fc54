import {type Check, when} from './finding.ts'

export const repositoriesAreNamed: Check = ({config, target, sizes}) =>
  when(target.family === 'el' && config.repositories.length === 0 && !sizes.isBuilt, () => ({
    id: 'repositories-not-named',
    severity: 'inhibitor',
    sentence: `${target.title} has no repositories of its own: each distribution has others`,
    remedy:
      'name the .repo files of the one that this machine becomes (repositories), or an image that has been built (--out, --from)',
  }))

/** The switch in that file has no meaning any more: SELinux is started, and finds no policy. */
export const selinuxCanBeOff: Check = ({host: {selinux, kernelCmdline}, target}) =>
  when(
    target.family === 'el' &&
      selinux === 'disabled' &&
      !/(?:^|\s)selinux=0(?:\s|$)/.test(kernelCmdline),
    () => ({
      id: 'selinux-disabled-by-file',
      severity: 'warning',
      sentence: `/etc/selinux/config has SELINUX=disabled, which ${target.title} does not follow: it starts SELinux without a policy`,
      remedy: 'if it has to be off: grubby --update-kernel=ALL --args=selinux=0',
    }),
  )
