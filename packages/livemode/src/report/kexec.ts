import type {Host} from '@livemode/host'
import type {Target} from '@livemode/userspace'
import {type Check, type Finding, when} from './finding.ts'
import {findArmingProblems, type Started} from './one-boot.ts'

/** Why a machine cannot be started by kexec, and what to do about it. */
type Obstacle = Pick<Finding, 'sentence' | 'remedy'>

type Known = NonNullable<Host['kexec']>

const obstacles: readonly (Obstacle & {readonly isThere: (kexec: Known) => boolean})[] = [
  {
    isThere: ({kernel}) => kernel === 'missing',
    sentence: 'the kernel of this machine was built without kexec',
    remedy: 'boot a kernel of the distribution',
  },
  {
    isThere: ({kernel}) => kernel === 'disabled',
    sentence: 'kernel.kexec_load_disabled is 1, which holds until this machine is started anew',
    remedy: 'take it out of /etc/sysctl.conf and /etc/sysctl.d, and reboot',
  },
  {
    isThere: ({isXenPv}) => isXenPv,
    sentence: 'this machine is a guest of Xen of the type PV, which only Xen itself can start',
    remedy: 'make it a guest of the type PVH or HVM',
  },
  {
    isThere: ({runsSystemd}) => !runsSystemd,
    sentence: 'systemd does not run here, which ends this system before the other kernel begins',
    remedy: 'upgrade this machine in another way',
  },
]

const installProgram: Readonly<Record<Target['packageManager'], string>> = {
  apt: 'apt-get install kexec-tools',
  dnf: 'dnf install kexec-tools',
}

/** Looks for all that keeps a machine from being started by kexec. */
export function findKexecObstacles(
  {kexec}: Pick<Host, 'kexec'>,
  {packageManager}: Pick<Target, 'packageManager'>,
): readonly Obstacle[] {
  if (kexec === undefined) {
    const sentence = 'it is not known whether this machine can be started by kexec'
    return [{sentence, remedy: 'describe the machine anew: livemode host'}]
  }
  const missing = {
    sentence: 'the program kexec is missing',
    remedy: `install it: ${installProgram[packageManager]}`,
  }
  return [
    ...obstacles.flatMap(({isThere, ...obstacle}) => (isThere(kexec) ? [obstacle] : [])),
    ...(kexec.hasProgram ? [] : [missing]),
  ]
}

/** Told where it is to be used, and where it would be if it could: the boot loader cannot be armed then. */
export const kexecIsPossible: Check = situation => {
  const {host, loader, target} = situation
  const isUnarmed = loader === 'unknown' || findArmingProblems(situation).length > 0
  const isMissed = isUnarmed && host.kexec !== undefined
  if (loader !== 'kexec' && !isMissed) return []
  return findKexecObstacles(host, target).map(({sentence, remedy}) => ({
    id: 'kexec-not-possible',
    severity: 'inhibitor',
    sentence: `the live image cannot be started by kexec: ${sentence}`,
    remedy,
  }))
}

/** Why a machine's own boot loader does not start the live image; null where it does, or nothing keeps it from that. */
export function whyNotByLoader({host, loader}: Started): string | null {
  const problems = host.loader === loader ? [] : findArmingProblems({host, loader: host.loader})
  return problems.length === 0 ? null : problems.map(({sentence}) => sentence).join('; ')
}

/** Nobody has chosen it, and it is started in another way than any other machine. */
export const kexecIsExpected: Check = started => {
  const why = whyNotByLoader(started)
  return when(why !== null, () => ({
    id: 'started-by-kexec',
    severity: 'warning',
    sentence: `the live image is started by kexec, for the boot loader cannot be told to boot it once: ${why}`,
    remedy:
      'after the installation go there by "livemode start"; a reset or a loss of power leads to this system, where it has to be installed again',
  }))
}

/** A kernel that is locked down takes no other one without a signature that it trusts. */
export const kernelIsSigned: Check = ({host, loader, isKernelSigned}) => {
  if (loader !== 'kexec' || !host.kexec?.isLockedDown) return []
  const sentence =
    'the running kernel is locked down, as with Secure Boot, and starts signed kernels only'
  return isKernelSigned === false
    ? [
        {
          id: 'kernel-not-signed',
          severity: 'inhibitor',
          sentence: `${sentence}: that of the live image is not signed`,
          remedy:
            'build the image with a kernel that the distribution has signed, or switch Secure Boot off in the firmware',
        },
      ]
    : [
        {
          id: 'kernel-signature-needed',
          severity: 'warning',
          sentence: `${sentence}, by a key that it trusts: whether that of the live image is one, the installation finds out`,
          remedy:
            'have the key of the target’s distribution in the firmware or in shim (mokutil --list-enrolled)',
        },
      ]
}

/** No firmware shows a picture before the kernel, and a card that a driver has set up shows none without it. */
export const screenShowsUpgrade: Check = ({host, loader}) => {
  const graphics = host.kexec?.graphics ?? []
  return when(loader === 'kexec' && graphics.length > 0, () => ({
    id: 'screen-may-stay-dark',
    severity: 'warning',
    sentence: `the screen, which ${graphics.join(' and ')} ${graphics.length === 1 ? 'drives' : 'drive'}, may stay dark until the live system has a driver for it, or until the next reset`,
    remedy: 'follow the upgrade on a serial console, or over ssh',
  }))
}
