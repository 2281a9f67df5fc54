import {type LoaderId, loaders} from '@livemode/bootentry'
import {LivemodeError} from '@livemode/config'

/** Whether "livemode start" goes to the live image, and the machine's next boot does not. */
export const isStartedHere = (loader: LoaderId | 'unknown'): boolean =>
  loader !== 'unknown' && loaders[loader].start !== null

/** Throws `USAGE` where a reboot is asked for (when), and leads to the source again. */
export function assertRebootLeadsThere(
  reboot: string | undefined,
  {loader}: {readonly loader: LoaderId | 'unknown'},
): void {
  if (reboot === undefined || !isStartedHere(loader)) return
  throw new LivemodeError(
    'USAGE',
    `--reboot does not lead to the live image, which ${loader} starts on this machine`,
    {hint: 'leave it out, and run "livemode start" afterwards'},
  )
}
