import type {BootEntry} from '../entry.ts'
import type {Loader} from './loader.ts'

const id = 'livemode-upgrade'

/** Loaded by the system call that hands the kernel files: the only one that verifies signatures, and that Secure Boot allows. */
const kexecFile = ['kexec', '--kexec-file-syscall'] as const

/**
 * The running kernel, which goes to the live system without firmware and boot loader, see kexec(8): nothing is written that
 * they read, so that every start but that one leads to the source. What it has loaded is gone with it. The kernel for a
 * crash is in another place, and is left alone.
 */
export const kexec: Loader = {
  id: 'kexec',
  ownId: id,
  program: 'kexec',
  hasBootFolder: false,
  // As for GRUB, whose update-grub would take it for the newest kernel of the source.
  kernelFolder: 'livemode',
  // Nobody else does, and dracut's module fips finds the kernel by it.
  planOwnArgument,
  planResume: () => ({kind: 'none'}),
  planMenu: null,
  planFiles: () => [],
  planSteps: entry => [
    [
      ...[...kexecFile, '--load', entry.kernel, `--initrd=${entry.initramfs}`],
      `--command-line=${planOwnArgument(entry)} ${entry.cmdline}`,
    ],
  ],
  isRemoval: () => false,
  rewritten: null,
  explainFailure: said =>
    refused.test(said)
      ? 'the running kernel refuses to load it: with Secure Boot it takes kernels only that are signed by a key it trusts, and with kernel.kexec_load_disabled none at all; "dmesg" may tell more'
      : undefined,
  planReading: null,
  defaultEntry: null,
  isCopyOfDefault: false,
  planTakingOff: () => [],
  arming: {
    file: null,
    planArming: armed => (armed === null ? [...kexecFile, '--unload'] : null),
    planLeaving: () => undefined,
    armed: {
      file: '/sys/kernel/kexec_loaded',
      parse: answer => (answer.toString().trim() === '1' ? id : null),
    },
    outlivesBoot: false,
    isRestorable: false,
  },
  start: ['systemctl', 'kexec'],
}

function planOwnArgument({kernel}: Pick<BootEntry, 'kernel'>): string {
  return `BOOT_IMAGE=${kernel}`
}

/** What the kernel answers where it takes no such kernel, in the words of strerror(3). */
const refused =
  /Operation not permitted|Permission denied|Required key not available|Key was rejected by service|No data available/
