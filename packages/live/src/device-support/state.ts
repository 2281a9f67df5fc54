import {type Config, type DeviceSupportId, ownConfigFile} from '@livemode/config'

/** Whether an image has something; not where the configuration does not say so, or where it was built without. */
export type SupportState = 'there' | 'not-set' | 'not-built'

export interface SupportPlace {
  readonly config: Pick<Config, 'device_support'>
  /** What the image was built with, where it has been built. */
  readonly imageSupport?: readonly string[] | undefined
}

/** Decides whether an image has something. */
export function planSupportState(
  id: DeviceSupportId,
  {config, imageSupport}: SupportPlace,
): SupportState {
  if (!config.device_support.includes(id)) return 'not-set'
  return imageSupport === undefined || imageSupport.includes(id) ? 'there' : 'not-built'
}

/** What gives the image what it lacks. */
export const planSupportRemedy = (id: DeviceSupportId, state: SupportState): string =>
  state === 'not-set'
    ? `add ${id} to device_support in ${ownConfigFile} and build the image with that`
    : `build the image anew: the one that is there was made without ${id} in device_support`
