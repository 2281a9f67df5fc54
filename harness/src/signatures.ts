/** A text on the console that means: this boot has failed, and waiting does not help. */
export interface Signature {
  readonly pattern: RegExp
  /** What it means, as a sentence for the reader. */
  readonly meaning: string
  /** How often it must be seen to mean that; once unless told. */
  readonly times?: number
}

/**
 * The one table of console failures. The first row that matches names the failure, so what says more
 * stands first. A failed sysroot.mount is not among them: dracut 058 to 060 print one and then boot
 * well, because a later hook mounts the root.
 */
export const signatures = {
  // Said by our own module in the initramfs, which knows the reason.
  'image-absent': {
    pattern: /livemode: the live boot has failed: the image is missing/,
    meaning: 'the live image is not where the command line says',
  },
  'image-refused': {
    pattern: /livemode: the live boot has failed: the image is not the one that was installed/,
    meaning: 'the live image is there, but it is not the one that was installed',
  },
  'image-unchecked': {
    pattern: /livemode: the live boot has failed: the image cannot be checked/,
    meaning: 'the command line does not say which image was installed',
  },
  'root-refused': {
    pattern: /livemode: the live boot has failed: the root that came up is not the image/,
    meaning: 'dracut has made another root than the live image, and it was not started',
  },
  'initramfs-limit': {
    pattern: /livemode: the live boot has failed: it has not left the initramfs/,
    meaning: 'the initramfs has waited for too long, and gave up',
  },
  'out-of-memory': {
    pattern: /invoked oom-killer|Out of memory: Killed process|System is deadlocked on memory/,
    meaning: 'the machine has too little memory',
  },
  'no-init': {
    pattern: /No working init found|Failed to switch root/,
    meaning: 'the root that was found cannot be started: it is no complete system',
  },
  'kernel-panic': {
    pattern: /Kernel panic - not syncing/,
    meaning: 'the kernel panicked',
  },
  'image-unreadable': {
    pattern:
      /SQUASHFS error|Failed to read block 0x[0-9a-f]+: -\d+|mount: \/run\/initramfs\/squashfs: wrong fs type/,
    meaning: 'the live image is there but cannot be read: it is damaged or cut off',
  },
  'wrong-file-system': {
    pattern: /mount: .*wrong fs type, bad option, bad superblock/,
    meaning: 'what should be mounted holds no file system that can be read',
  },
  'download-failed': {
    pattern: /failed to download live image/,
    meaning: 'the initramfs cannot download the live image',
  },
  'image-missing': {
    // Only the device that dracut expects from its own live root has this limit (JobTimeoutSec=3000).
    // While others are at work beside it, "(1 of 2)", they may still make it, and a moment may lie
    // between one of them and the next. Twice a second systemd says what it waits for.
    pattern: /^\[[ *]+\] (?:Job|A start job) .*\/ 50min\)$/,
    times: 6,
    meaning:
      'dracut has found no live image and now waits 50 minutes for a device that nothing makes: the image is missing, or rd.live.dir or rd.live.squashimg do not name it',
  },
  'overlay-prompt': {
    pattern: /Unable to find a persistent overlay|Press \[Enter\] to continue/,
    meaning: 'the initramfs asks a question about the overlay and waits for an answer',
  },
  'media-check': {
    pattern: /(?:CD|Media) check failed!/,
    meaning: 'the check of the live medium failed, and the system will halt',
  },
  'unhandled-root': {
    pattern: /Don't know how to handle 'root=/,
    meaning: 'the initramfs has no module for this kind of root=',
  },
  'root-not-found': {
    pattern: /FATAL: Failed to find a root filesystem/,
    meaning: 'the live image was read, but the initramfs finds no root file system in it',
  },
  'root-not-mounted': {
    pattern: /Can't mount root filesystem/,
    meaning: 'the initramfs cannot mount the root file system',
  },
  'device-missing': {
    // The warnings about a timeout that come before say only that two thirds of the time are over.
    pattern: /dracut-initqueue.*: Could not boot\.|"?\/dev\/\S+ does not exist/,
    meaning: 'a device that the command line names does not appear',
  },
  'live-boot-failed': {
    pattern: /livemode: the live boot has failed:/,
    meaning: 'the initramfs has given up, for the reason that it says',
  },
  'dracut-gave-up': {
    pattern: /dracut: FATAL:|dracut: Refusing to continue|Warning: Boot has failed\./,
    meaning: 'dracut has given up',
  },
  'emergency-shell': {
    pattern:
      /Entering emergency mode|You are in (?:emergency|rescue) mode|Press Enter for (?:system )?maintenance|Give root password for maintenance|the root account is locked|Press Enter to continue/,
    meaning: 'the boot has ended in an emergency shell',
  },
  'emergency-target': {
    pattern: /Reached target .*(?:Emergency Mode|Rescue Mode)/,
    meaning: 'the boot has ended in the emergency target',
  },
  'ordering-cycle': {
    pattern: /ordering cycle/i,
    meaning: 'units wait for each other in a circle, and systemd has dropped one of them',
  },
  'manager-frozen': {
    pattern: /Freezing execution/,
    meaning: 'systemd itself has failed and stands still',
  },
  halted: {
    pattern: /reboot: System halted/,
    meaning: 'the system has halted, which does not end a virtual machine',
  },
} satisfies Record<string, Signature>

export type SignatureId = keyof typeof signatures

/** The failure that a line of a console shows, if it shows one. */
export function findSignature(text: string): SignatureId | undefined {
  const ids = Object.keys(signatures) as SignatureId[]
  return ids.find(id => signatures[id].pattern.test(text))
}
