import type {UpgradeTransaction} from '@livemode/config'
import {sourcePlaces} from '../../tables/places.ts'

/** What a step needs on the file system of a place. */
export interface RoomNeed {
  readonly what: string
  readonly path: string
  readonly bytes: number
}

/** What apt itself makes beside the packages, in bytes: its lists and its cache. */
const aptState = 200_000_000

/** What a transaction needs at the most while it goes on, besides its packages: those lie there already. */
export const planRoom = ({
  peakBytes,
}: Pick<UpgradeTransaction, 'peakBytes'>): readonly RoomNeed[] => [
  ...Object.entries(peakBytes).map(([path, bytes]) => ({
    what: path === '/boot' ? 'the new kernel' : 'the upgraded packages',
    // What is said of the root is, most of it, below /usr.
    path: path === '/' ? '/usr' : path,
    bytes,
  })),
  {what: 'the lists of apt', path: sourcePlaces.packages, bytes: aptState},
]
