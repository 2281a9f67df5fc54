/**
 * Gives the volume group of a logical volume from its device mapper name: group and volume are joined
 * by a hyphen, and a hyphen within either is doubled, see lvm(8).
 */
export function volumeGroupOf(deviceName: string): string {
  const group = /^(?:[^-]|--)+/.exec(deviceName)?.[0] ?? deviceName
  return group.replaceAll('--', '-')
}
