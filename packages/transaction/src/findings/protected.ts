import type {DpkgPackage} from '../dpkg/status.ts'

/** Without these a machine does not boot, is not reached, or has lost its data's server. */
const protectedNames: readonly RegExp[] = [
  /^(systemd|systemd-sysv|udev|init|sudo)$/,
  /^openssh-server$/,
  /^linux-image-(?!\d)/,
  /^(initramfs-tools|dracut)$/,
  /^(grub|shim)-/,
  /^systemd-boot$/,
  /^(ifupdown|network-manager|netplan\.io)$/,
  /^(cryptsetup|lvm2$|mdadm$)/,
  /^postgresql-(\d+|.*-\d+)$/,
]

export const isProtected = ({name, isProtected}: DpkgPackage): boolean =>
  isProtected || protectedNames.some(pattern => pattern.test(name))

/** What a system does not work without. */
export const isVital = (one: DpkgPackage): boolean => one.isProtected || one.priority === 'required'

/** What a system of a release is not complete without: it has to become the target's. */
export const isBase = (one: DpkgPackage): boolean =>
  isVital(one) || ['important', 'standard'].includes(one.priority)
