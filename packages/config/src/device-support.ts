/**
 * What an image can be built with for devices that need more than a passphrase or a key file, as the setting
 * `device_support` names it.
 */
export const deviceSupportIds = ['tpm2', 'clevis'] as const

export type DeviceSupportId = (typeof deviceSupportIds)[number]
