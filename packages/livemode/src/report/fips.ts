import {locateFipsKernel} from '@livemode/bootentry'
import {isInFipsMode} from '@livemode/host'
import {type Check, when} from './finding.ts'

/** What computes the HMAC of a kernel in the initramfs: a program of this package. */
const hmacPackage = /^libkcapi-hmaccalc /

/** Whoever is in FIPS mode stays in it: in the live boot, too, where an initramfs that does not check its kernel is none of it. */
export const fipsModeStays: Check = ({host, target, imageModules, imagePackages}) => {
  if (!isInFipsMode(host)) return []
  if (!target.kernelHmac) {
    return [
      {
        id: 'fips-mode-not-kept',
        severity: 'inhibitor',
        sentence: `this machine is in FIPS mode, which the live system of ${target.title} does not have`,
        remedy:
          'upgrade this machine in another way, or take fips=1 off its kernel command line, and reboot',
      },
    ]
  }
  const isBuiltForIt =
    imageModules === undefined ||
    (imageModules.includes('fips') && (imagePackages ?? []).some(name => hmacPackage.test(name)))
  return [
    ...when(!isBuiltForIt, () => ({
      id: 'fips-mode-not-kept',
      severity: 'inhibitor',
      sentence:
        'this machine is in FIPS mode, and the initramfs of the image cannot check its kernel, as it has to there',
      remedy:
        'build the image anew, from repositories that have libkcapi-hmaccalc (dracut of Enterprise Linux asks for it)',
    })),
    ...when(locateFipsKernel(host)?.uuid === null, () => ({
      id: 'fips-mode-not-kept',
      severity: 'inhibitor',
      sentence:
        'this machine is in FIPS mode, and the initramfs does not find the kernel that it has to check: the file system of /boot has no UUID',
      remedy: 'describe the machine as root, or have /boot on a file system with a UUID',
    })),
  ]
}
