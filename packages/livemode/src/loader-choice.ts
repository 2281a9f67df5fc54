import type {LoaderId} from '@livemode/bootentry'
import type {Host} from '@livemode/host'
import type {Target} from '@livemode/userspace'
import {findKexecObstacles} from './report/kexec.ts'
import {findArmingProblems, type Started} from './report/one-boot.ts'

/**
 * A machine, and what starts the live image on it: what is named, its boot loader, or the running kernel where that cannot be
 * told to boot something once, and kexec is possible. A boot loader that is named counts as the one that starts the machine.
 */
export function chooseLoader(
  found: Host,
  {named, target}: {readonly named?: LoaderId | undefined; readonly target: Target},
): Started {
  const isOther = named !== undefined && named !== 'kexec'
  const host = isOther ? {...found, loader: named} : found
  return {host, loader: named ?? findLoader(host, target)}
}

function findLoader(host: Host, target: Target): LoaderId | 'unknown' {
  const {loader} = host
  const isArmable = loader !== 'unknown' && findArmingProblems({host, loader}).length === 0
  return isArmable || findKexecObstacles(host, target).length > 0 ? loader : 'kexec'
}
