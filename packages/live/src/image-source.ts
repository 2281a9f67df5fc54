import type {Config} from '@livemode/config'
import {type Host, type Location, locateFile} from '@livemode/host'
import {places} from './tables/places.ts'

/** Where a live boot gets its image from: decided once, and handed on. */
export type ImageSource =
  | {
      readonly kind: 'disk'
      /** Where the image lies on the source. */
      readonly path: string
      readonly location: Location
      /** Whether its file system is the source's root file system, as a whole. */
      readonly isOnRoot: boolean
    }
  | {readonly kind: 'url'; readonly url: string}

/**
 * Decides where the image comes from.
 *
 * Throws `HOST_INVALID` when no mount of the host holds the image's place.
 */
export function planImageSource(config: Config, host: Host): ImageSource {
  const url = config.url_to_load_squashfs_from
  if (url !== null) return {kind: 'url', url}
  const path = config.squashfs_fullpath
  const location = locateFile(host, path)
  const {target, fsroot} = location.mount
  return {kind: 'disk', path, location, isOnRoot: target === '/' && fsroot === '/'}
}

/**
 * Where the live system finds the source's root: on the device of the image when that is the source's root file
 * system, else on a mount of its own.
 */
export const sourceRootOf = (image: ImageSource): string =>
  image.kind === 'disk' && image.isOnRoot ? places.liveDevice : places.separateRoot
