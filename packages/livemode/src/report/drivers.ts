import type {Check} from './finding.ts'

/** What the image's kernel has no module for, the upgraded system has none for either: both are of the same packages. */
export const driversStay: Check = ({host, target, imageDrivers}) =>
  imageDrivers === undefined
    ? []
    : (host.drivers ?? [])
        .filter(({module}) => !imageDrivers.includes(module.replaceAll('-', '_')))
        .map(({module, device}) => ({
          id: 'driver-missing',
          severity: 'warning',
          sentence: `the kernel of the image has no ${module}, which drives the device ${device} here: ${target.title} may not know it any more`,
          remedy: `make sure that neither the live boot nor the upgraded system needs that device, or add a package that brings ${module} (additional_packages)`,
        }))
