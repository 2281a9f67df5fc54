import {canonicalName} from './name.ts'

interface NamePattern {
  /** Of canonical names. */
  readonly pattern: RegExp
  readonly why: string
}

/**
 * The families of arguments that programs read, in the initramfs and behind it. A prefix counts with
 * whatever stands behind it, for each program has a separator of its own.
 */
export const userSpaceFamilies: readonly NamePattern[] = [
  {
    pattern: /^(?:rd|systemd|udev|plymouth|fsck|quotacheck)[._:]/,
    why: 'dracut, systemd and their programs',
  },
  {
    pattern:
      /^rd(?:auto|blacklist|break|copystate|debug|emergency|info|init|initdebug|insmodpost|insmodpre|loaddriver|netdebug|retry|shell|timeout|udevdebug|udevinfo)$/,
    why: 'older names of dracut’s, and the kernel’s for what it starts in the initramfs',
  },
  {pattern: /^(?:init|single|rescue|emergency|recovery|break)$/, why: 'what gets started'},
  {pattern: /^(?:quiet|rhgb|splash)$/, why: 'the console shows the upgrade'},
  {
    pattern: /^(?:ro|rw|root[^.]*|netroot|nfsroot\w*|nbdroot|cifsroot|zfs|boot|netboot)$/,
    why: 'the root, and where the kernel lies',
  },
  {
    pattern: /^(?:noinitrd|load_ramdisk|prompt_ramdisk|bootconfig|nomodule|kgdbwait)$/,
    why: 'the kernel reads them, and would not come to the live root',
  },
  {pattern: /^(?:mount|usr)(?:[._]|$)|^usrhash$/, why: 'file systems beside the root'},
  {
    pattern: /^(?:fstab|crypttab|veritytab|integritytab)$|^(?:luks|ostree|composefs)(?:[._]|$)/,
    why: 'tables of the source’s devices, and what is made of them',
  },
  {
    pattern: /^(?:crypt(?:device|key|opts)|resume(?:_?(?:offset|wait|delay|flags))?|lvmwait)$/,
    why: 'devices of the source’s, in the words of other initramfs',
  },
  {
    pattern: /^(?:multipath|mpath|nompath|nodmraid|noiswmd|nomdmonddf|nomdmonisw|nolvm)$/,
    why: 'udev’s rules for devices on devices',
  },
  {
    pattern:
      /^(?:ip|ifname|nameserver|peerdns|bootdev|bootif|bond|bridge|team|vlan|proxy|gateway|netmask|hostname|mtu|macaddr)$/i,
    why: 'the network of the initramfs: it comes from the configuration',
  },
  {
    pattern: /^(?:iscsi\w*|fcoe|nbd|nfsaddrs|dhcpclass|ksdevice|cifs\w*)$|^nvmf[._]/,
    why: 'devices that are reached by the network',
  },
  {
    pattern: /^(?:upgrade|live|inst|casper|ignition|coreos)(?:[._]|$)/,
    why: 'live images, installers, and what belongs to livemode itself',
  },
  {
    pattern:
      /^(?:liveimg|overlay|overlayroot|reset_overlay|readonly_overlay|persist\w*|toram|findiso|fromiso|union)$/,
    why: 'older and other names of the same',
  },
  {
    pattern: /^(?:cloud_init|cloud_config_url|network_config|ds|ks|preseed)$/,
    why: 'what a machine is set up with when it starts for the first time',
  },
  {
    pattern:
      /^(?:masterkey\w*|evm(?:key|x509)|ecryptfskey|syslog\w*|real_init|writable_fsimg|check)$/,
    why: 'dracut’s keys, logs and checks, some of them under older names',
  },
  {
    pattern: /^(?:autorelabel|fastboot|forcefsck|fsckfix|forcequotacheck)$/,
    why: 'what is done once to the source',
  },
  {
    pattern: /^(?:net|vconsole|locale|modprobe|sysctl)\.|^kdump[._]|^(?:modules_load|biosdevname)$/,
    why: 'udev, kmod, consoles, and settings of the running system',
  },
  {
    pattern: /^container(?:_\w+)?$/,
    why: 'the kernel makes a variable of it, by which systemd would know a container',
  },
  {
    pattern: /^[A-Z][A-Z\d_]*$/,
    why: 'the kernel makes variables of them, which the first process and its children read',
  },
]

/** What user space reads and a live boot needs all the same. */
export const userSpaceKept: readonly NamePattern[] = [
  {
    pattern:
      /^modprobe\.blacklist$|^rd\.driver\.(?:blacklist|pre|post)$|^rd(?:blacklist|loaddriver)$/,
    why: 'a driver that breaks this hardware, or has to come first',
  },
  {pattern: /^(?:rd\.)?modules_load$/, why: 'a driver that nothing else asks for'},
  {
    pattern: /^net\.(?:ifnames|naming_scheme|ifname_policy)$|^biosdevname$/,
    why: 'the names of interfaces, by which the source’s profiles know them',
  },
  {pattern: /^rd\.(?:retry|timeout)$/, why: 'storage that takes long to come up'},
  {
    pattern: /^(?:rd\.)?(?:vconsole|locale)\.\w+$/,
    why: 'the keyboard, for whoever has to type something',
  },
]

/** Whether a program would read an argument of that name, and no rule keeps it. */
export function isForUserSpace(name: string): boolean {
  const canonical = canonicalName(name)
  const isOneOf = (rows: readonly NamePattern[]) =>
    rows.some(({pattern}) => pattern.test(canonical))
  return isOneOf(userSpaceFamilies) && !isOneOf(userSpaceKept)
}
