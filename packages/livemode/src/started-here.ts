import {type LoaderId, loaders} from '@livemode/bootentry'

/** Whether "livemode start" goes to the live image, and the machine's next boot does not. */
export const isStartedHere = (loader: LoaderId | 'unknown'): boolean =>
  loader !== 'unknown' && loaders[loader].start !== null
