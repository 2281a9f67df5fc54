import {statfsSync, statSync} from 'node:fs'
import type {CommonTransaction} from '@livemode/config'
import {sourcePlaces} from '../../tables/places.ts'
import {type EngineContext, Refusal} from '../engine.ts'
import type {RoomNeed} from '../room-need.ts'

/** What a package manager itself makes beside the packages, in bytes: its lists and its cache. */
const managersOwn = 200_000_000

/** What a transaction needs at the most while it goes on, besides its packages: those lie there already. */
export const planRoom = ({
  peakBytes,
}: Pick<CommonTransaction, 'peakBytes'>): readonly RoomNeed[] => [
  ...Object.entries(peakBytes).map(([path, bytes]) => ({
    what: path === '/boot' ? 'the new kernel' : 'the upgraded packages',
    // What is said of the root is, most of it, below /usr.
    path: path === '/' ? '/usr' : path,
    bytes,
  })),
  {what: 'the lists of the package manager', path: sourcePlaces.packages, bytes: managersOwn},
]

/** Throws a `Refusal` where the source has less free than a transaction may need. */
export const assertRoom = (
  {live}: Pick<EngineContext, 'live'>,
  transaction: Pick<CommonTransaction, 'peakBytes'>,
): void => assertFits(live, {what: 'the upgrade', needs: planRoom(transaction)})

/** Throws a `Refusal` where a file system has less free than the sum of what goes to it. */
export function assertFits(
  live: EngineContext['live'],
  {what, needs}: {readonly what: string; readonly needs: readonly RoomNeed[]},
): void {
  const devices = new Map<number, {path: string; bytes: number; available: number}>()
  for (const {path, bytes} of needs) {
    const place = live.source.resolve(path)
    const {dev} = statSync(place)
    const {bavail, bsize} = statfsSync(place)
    const sum = bytes + (devices.get(dev)?.bytes ?? 0)
    devices.set(dev, {path, bytes: sum, available: bavail * bsize})
  }
  for (const {path, bytes, available} of devices.values()) {
    if (available >= bytes) continue
    const [need, have] = [bytes, available].map(value => `${Math.round(value / 1e6)} MB`)
    throw new Refusal(`${path} of the source has ${have} free, and ${what} may need ${need}`)
  }
}
