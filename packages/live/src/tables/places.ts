/**
 * Where the two sides meet, by name: what the build machine and `install` write, and what the initramfs and the
 * live system read. The shell scripts get the same table (`shell-table.ts`).
 */
export const places = {
  /** Folder of what livemode puts into the live system. */
  library: '/usr/lib/livemode',
  /** The program that runs in the live system; its first argument says what it does. */
  program: '/usr/lib/livemode/live.mjs',
  /** The Node that runs it. */
  node: '/usr/lib/livemode/node',
  /** A module each, `<id>.mjs`, for the engines that the image carries. */
  engines: '/usr/lib/livemode/engines',
  /** What is true of the image, see `ImageFacts`. */
  imageFacts: '/usr/lib/livemode/image.json',
  /** The image's own id alone, for scripts. */
  buildId: '/usr/lib/livemode/build-id',
  /** What is true of the machine, see `MachineFacts`; there where the machine's part has arrived. */
  machineFacts: '/etc/livemode/machine.json',
  /** Executables of the administrator, a folder for each moment: the machine's part brings them from the source. */
  hooks: '/etc/livemode/hooks.d',
  /** The source's own kernel command line, secrets hidden. */
  sourceCmdline: '/usr/lib/livemode/source-cmdline',
  /** Where every program of the live system finds the source's root: a link to one of the next two. */
  sysroot: '/sysroot',
  /** Where dmsquash-live mounts the device that holds the image. */
  liveDevice: '/run/initramfs/live',
  /** Where the source's root is mounted when it is not that device. */
  separateRoot: '/run/upgrade',
  /** State of one live boot. */
  state: '/run/livemode',
  /** In there: the kernel command line of the live system itself. */
  liveCmdline: '/run/livemode/live-cmdline',
  /** In there: what /proc/cmdline is for the engine and its programs. */
  shownCmdline: '/run/livemode/source-cmdline',
  /** In there: what /etc/sysconfig/kernel of the source is for the scripts of packages. */
  kernelSettings: '/run/livemode/sysconfig-kernel',
  /** In there: links to the source's users and groups, for dpkg. */
  accounts: '/run/livemode/accounts',
  /** In there, once somebody has started the upgrade by hand. */
  byHand: '/run/livemode/by-hand',
  /** In there, as soon as it is decided who ends this boot: `upgrade` or `give-up`. */
  claim: '/run/livemode/begun',
  /** In there, when it has been decided how this boot ends. */
  ended: '/run/livemode/ended',
  /** In there: a link to the log of the upgrade, wherever it lies. */
  logLink: '/run/livemode/log',
  /** In there: how far the upgrade has come, see `Progress`; for everything that shows it. */
  progress: '/run/livemode/progress',
  /** In there: what was said on every console, a line each. */
  messages: '/run/livemode/messages',
  /** In the initramfs: the machine's part, as it goes into the live root. */
  machinePart: '/machine-part',
  /** In the initramfs alone: the key by which its sshd is known. */
  initramfsHostKey: '/etc/livemode-sshd/host_key',
  /** In the initramfs alone: the iscsi targets that it logs in to, a line each, see `planIscsiLogins`. */
  iscsiLogins: '/etc/livemode-iscsi/logins',
  /** In the initramfs: state of this boot's checks; /run is kept when the root is switched. */
  initramfsState: '/run/initramfs/livemode',
  /** The live image by dm-verity. */
  imageDevice: '/dev/mapper/livemode-image',
} as const

/** Places on the source system, as paths of its own. */
export const sourcePlaces = {
  /** Holds the id of the installation: the live system upgrades the system that has it, and no other. */
  installation: '/etc/livemode/installation',
  /** What was installed, see `InstallationRecord` of bootentry. */
  installed: '/var/lib/leapp/livemode-installed.json',
  /** The source's kernel command line with its secrets, for root alone. */
  cmdline: '/var/lib/leapp/source-cmdline',
  /**
   * How far the upgrade has come, see `RunRecord`. Where the root is mounted it can be read, whatever else is missing:
   * whether the source has been changed must never be a guess.
   */
  runRecord: '/etc/livemode/run.json',
  /** The boot loader's default entry before the upgrade, where it has one that is kept by the firmware. */
  defaultEntry: '/etc/livemode/default-entry',
  /** What ends a first boot that does not come up. */
  firstBootLimit: '/etc/livemode/first-boot-limit',
  /** The trial of the upgraded system, see `Trial`; there until its first boot has come up. */
  trial: '/etc/livemode/trial.json',
  /** Executables of the administrator, a folder for each moment. */
  hooks: '/etc/livemode/hooks.d',
  /** The packages of the upgrade, a part of a mirror, and their plan. */
  packages: '/var/lib/leapp/packages',
  /** Nothing upgrades packages by itself while it is there. */
  freeze: '/var/lib/leapp/packages/freeze',
  /** What apt of the live system makes for itself. */
  aptState: '/var/lib/leapp/packages/apt',
  /** The same for dnf. */
  dnfState: '/var/lib/leapp/packages/dnf',
  /** What the first boot of the upgraded system is to check, and by what. */
  firstBoot: '/var/lib/leapp/first-boot',
  /** Has the next boot give all files their SELinux labels; it goes when they have them, and that boot ends with a reboot. */
  relabel: '/.autorelabel',
  /**
   * At the top of each file system that an upgrade writes to: what was there before. That of the root has `snapshot.json` when
   * all of them are whole, see `Snapshot`.
   */
  snapshot: '/.livemode-before',
  /** Has the live system take the source back to its snapshot, see `goBack`; holds the id of the installation. */
  rollback: '/etc/livemode/rollback',
  /** Keeps the live system up when the upgrade has ended. */
  noReboot: '/.noreboot',
  /** Log, result and flag of the upgrade. */
  logFolder: '/var/log/leapp',
  /** The same where the source's /var is not mounted. */
  fallbackFolder: '/root/leapp-upgrade',
} as const

/** What lies in the folder of the log. */
export const logNames = {
  log: 'leapp-upgrade.log',
  result: 'upgrade-result.json',
  /** Its text is the reason; there after a failure only. */
  flag: 'upgrade-failed',
  /** Left by the first boot of the upgraded system: `success` or `attention`, and what to look at. */
  firstBoot: 'upgrade-first-boot',
  /** Left by the initramfs when the live system has not been reached. */
  initramfsReport: 'upgrade-initramfs.log',
} as const

/** Kernel arguments that are livemode's own. */
export const kernelArguments = {
  autostart: 'upgrade.autostart',
  strace: 'upgrade.strace',
  imageRootHash: 'upgrade.image.roothash',
  imageHashOffset: 'upgrade.image.hashoffset',
  initramfsTimeout: 'upgrade.initramfs.timeout',
} as const
