import type {DeviceSupportId} from '@livemode/config'
import {clevis} from './clevis.ts'
import type {DeviceSupport} from './row.ts'
import {tpm2} from './tpm2.ts'

export type {DeviceSupport, Obstacle} from './row.ts'

/** What the setting `device_support` can name. */
export const deviceSupports = {tpm2, clevis} satisfies Record<DeviceSupportId, DeviceSupport>
