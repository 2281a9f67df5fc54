import type {PlannedFile} from '@livemode/config'
import {type ImageFacts, renderFacts} from '../facts.ts'
import {places} from '../tables/places.ts'
import {file} from './part.ts'

/**
 * What says which system this is: what is true of the image, and the places where a machine's own
 * identity will be. An empty machine-id is filled for one boot (machine-id(5)); the host name stays
 * where the source has none of its own.
 */
export const identity = (facts: ImageFacts): PlannedFile[] => [
  file(places.imageFacts, renderFacts(facts)),
  file(places.buildId, `${facts.buildId}\n`),
  file('/etc/machine-id', '', '0444'),
  file('/etc/hostname', 'live-upgrade\n'),
  file('/etc/hosts', '127.0.0.1 localhost live-upgrade\n::1 localhost\n'),
]
