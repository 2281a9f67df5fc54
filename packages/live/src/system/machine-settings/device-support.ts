import type {DeviceSupportId} from '@livemode/config'
import {parseImageFacts} from '../../facts.ts'
import {places} from '../../tables/places.ts'
import type {LiveSystem} from '../live-system.ts'

/** What the image has been built with for devices; nothing where it does not say so. */
export function readSupport(live: LiveSystem): readonly DeviceSupportId[] {
  const text = live.readText(places.imageFacts)
  return text === undefined ? [] : parseImageFacts(text).deviceSupport
}

export const hasSupport = (live: LiveSystem, id: DeviceSupportId): boolean =>
  readSupport(live).includes(id)
