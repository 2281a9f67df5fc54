import type {DeviceSupportId, KeySupportId} from '@livemode/config'
import {clevis} from './clevis.ts'
import {iscsi} from './iscsi.ts'
import type {DeviceSupport, KeySupport} from './row.ts'
import {tpm2} from './tpm2.ts'

export type {KeySupport, Obstacle} from './row.ts'

/** What gives the key of a device. */
export const keySupports = {tpm2, clevis} satisfies Record<KeySupportId, KeySupport>

/** What the setting `device_support` can name. */
export const deviceSupports = {...keySupports, iscsi} satisfies Record<
  DeviceSupportId,
  DeviceSupport
>
