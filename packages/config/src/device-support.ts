/** What gives the key of a device instead of a passphrase or a key file. */
export const keySupportIds = ['tpm2', 'clevis'] as const

export type KeySupportId = (typeof keySupportIds)[number]

/**
 * What an image can be built with for devices that need more than the programs of every image, as the setting
 * `device_support` names it.
 */
export const deviceSupportIds = [...keySupportIds, 'iscsi'] as const

export type DeviceSupportId = (typeof deviceSupportIds)[number]
