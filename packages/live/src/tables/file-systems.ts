/** The file systems that the live system mounts: its initramfs and its userspace know these. */
export const liveFileSystems: readonly string[] = ['xfs', 'ext2', 'ext3', 'ext4', 'btrfs', 'vfat']

/** They hold nothing that stays when the machine is switched off, so that nothing is lost without them. */
export const memoryFileSystems: readonly string[] = [
  ...['tmpfs', 'ramfs', 'devtmpfs', 'hugetlbfs'],
  ...['proc', 'sysfs', 'devpts', 'mqueue', 'cgroup', 'cgroup2', 'bpf', 'pstore', 'efivarfs'],
  ...['configfs', 'debugfs', 'tracefs', 'securityfs', 'selinuxfs', 'fusectl', 'binfmt_misc'],
  ...['nfsd', 'rpc_pipefs', 'usbfs'],
]
