import {isKernel, isKernelMeta} from '../sizes.ts'
import {about, type ResolutionCheck} from './finding.ts'
import {namesAfter} from './names-after.ts'

export const kernelComes: ResolutionCheck = ({packages}) => {
  const hasMeta = packages.some(({name}) => isKernelMeta(name))
  const kernels = hasMeta ? [] : packages.map(({name}) => name).filter(isKernel)
  return about(kernels, list => ({
    id: 'kernel-meta-missing',
    severity: 'warning',
    sentence: `there is ${list} and no package that depends on the newest kernel: the upgraded system would boot the old one`,
    remedy: 'install linux-image-amd64, or the one for this machine',
  }))
}

export const modulesAreBuilt: ResolutionCheck = resolution => {
  const names = namesAfter(resolution)
  const hasHeaders = names.some(name => /^linux-headers-(?!\d)/.test(name))
  return about(
    names.filter(name => name.endsWith('-dkms')),
    list => ({
      id: 'dkms',
      severity: 'warning',
      sentence: hasHeaders
        ? `the modules of ${list} are built for the new kernel during the upgrade, and may not fit it`
        : `the modules of ${list} cannot be built for the new kernel: its headers are not in the plan`,
      remedy: hasHeaders
        ? 'find out whether they have been built for the kernel of the target, or remove them before the upgrade'
        : 'install linux-headers-amd64, or the one for this machine',
    }),
  )
}
