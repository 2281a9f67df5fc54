/** How long the live boot waits, in seconds, unless something else is said; and how often it tries. */
export const limits = {
  /** From its start until the initramfs has handed over, with the image on a disk. */
  initramfsDisk: 300,
  /** The same where the image is downloaded. */
  initramfsUrl: 900,
  /**
   * From the start of the live system until a device is there, also the one of a serial console: all come behind the
   * settings of the source, which take a busy machine longer than systemd's 90 seconds leave.
   */
  device: 300,
  /**
   * From the start of the live system until the upgrade has begun: longer than a device, the mounts behind each other on
   * it, and their checks may take.
   */
  begin: 1800,
  /** How long a reason is left on the consoles before the machine reboots. */
  lastWords: 10,
  /** The longest that a mount option of the source may have a mount wait. */
  mount: 600,
  /** For the live image to be read whole. */
  image: 900,
  /** For a program of the live system that is asked something. */
  question: 300,
  /** The same where apt reads all that it knows of packages. */
  packages: 1800,
  /** How often in a row an upgrade is begun that comes no further. */
  triesWithoutProgress: 3,
} as const
