/** Where Leapp has what is its own, on the machine that it upgrades. */
export const leappPlaces = {
  program: '/usr/bin/leapp',
  /** What all of its runs have come to, and what their actors have told each other. */
  database: '/var/lib/leapp/leapp.db',
  /** The administrator's own repositories of the target. */
  repositories: '/etc/leapp/files/leapp_upgrade_repositories.repo',
  /** What has become of packages from release to release. */
  packageEvents: '/etc/leapp/files/pes-events.json',
  /** What its own boot entry boots, which it makes the default, and takes away again in its first phase after the reboot. */
  upgradeKernel: '/boot/vmlinuz-upgrade.x86_64',
  /** Its home while packages are replaced: the Python that it belongs to goes with them. */
  home: '/root/tmp_leapp_py3',
  /** In there: what goes on with its later phases. */
  laterProgram: '/root/tmp_leapp_py3/leapp3',
  /** In there: it has failed after the reboot. */
  failed: '/root/tmp_leapp_py3/.leapp_upgrade_failed',
} as const

/** The root of the target that Leapp has made; `release` is that of the target, its first number. */
export const leappUserspace = (release: string): string => `/var/lib/leapp/el${release}userspace`

/** The phase of Leapp's behind which it wants the machine to be rebooted. */
export const lastPhaseBeforeReboot = 'InterimPreparation'
