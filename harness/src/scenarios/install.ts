import type {CheckId} from '../checks/index.ts'
import {iscsiVolumes} from '../installations/iscsi-volumes.ts'
import {vault} from '../installations/vault.ts'
import {installedMachines} from '../sources/installed-machines.ts'
import {networks} from '../sources/networks.ts'
import type {SourceMachine} from '../sources/source-machine.ts'
import {local} from './boots.ts'
import type {Boot, Scenario} from './scenario.ts'

const back: Boot = {
  name: 'after',
  system: 'source',
  checks: ['source-again', 'result-and-log', 'removed'],
  end: 'power-off',
}

/** What is checked besides in the source system, and all that is in the live one. */
interface Further {
  readonly before?: readonly CheckId[]
  readonly live?: readonly CheckId[]
}

/**
 * From the source to the live system and back, by the machine's own boot loader: nobody tells it what
 * to boot.
 */
const boots = ({before = [], live = ['identity']}: Further): readonly Boot[] => [
  {
    name: 'before',
    system: 'source',
    checks: ['source-system', ...before, 'machine-read', 'installed'],
    end: 'restart',
  },
  {name: 'live', system: 'live', checks: live, end: 'reboot'},
  back,
]

const vaultAsked = /passphrase for disk .*vault/i

/** Whoever is there enters it on the serial console, and who is elsewhere over ssh. */
export const installPassphrase: Scenario = {
  description:
    'asks on the console and over ssh for the passphrase of the volume that holds the image, and goes back where nobody answers',
  tags: ['install'],
  source: installedMachines.biosGrubLuks,
  settings: {
    squashfs_fullpath: '/vault/live-upgrade.img',
    passphrase_timeout: 180,
    setup_opensshd_with_auth_keys: '/root/.ssh/authorized_keys',
    dracut_network: 'ip=dhcp',
    initramfs_timeout: 60,
  },
  memoryMebibytes: 2048,
  networks: [networks.first],
  fault: undefined,
  boots: [
    {
      name: 'before',
      system: 'source',
      checks: ['source-system', 'machine-read', 'installed'],
      end: 'restart',
    },
    {name: 'nobody', comesBack: true, says: /nobody has answered: .*vault/},
    {name: 'again', system: 'source', checks: ['source-again', 'installed'], end: 'restart'},
    {
      name: 'live',
      system: 'live',
      checks: ['identity'],
      answer: {question: vaultAsked, text: vault.passphrase},
      end: 'reboot',
    },
    {name: 'once-more', system: 'source', checks: ['source-again', 'installed'], end: 'restart'},
    {
      name: 'over-ssh',
      system: 'live',
      checks: ['identity'],
      answer: {question: vaultAsked, text: vault.passphrase, over: 'ssh'},
      end: 'reboot',
    },
    back,
  ],
}

/** Nobody is there, and a TPM that is another one opens nothing. */
export const installTpm2: Scenario = {
  description:
    'has the TPM open the volume that holds the image, and one for data, and goes back where it does not',
  tags: ['install'],
  source: installedMachines.biosGrubTpm2,
  settings: {
    squashfs_fullpath: '/vault/live-upgrade.img',
    device_support: ['tpm2'],
  },
  memoryMebibytes: 2048,
  fault: undefined,
  boots: [
    {
      name: 'before',
      system: 'source',
      checks: ['source-system', 'tpm2-enrolled', 'machine-read', 'installed'],
      end: 'restart',
    },
    {name: 'live', system: 'live', checks: ['identity', 'volumes-opened'], end: 'reboot'},
    {
      name: 'again',
      system: 'source',
      checks: ['source-again', 'result-and-log', 'installed'],
      end: 'restart',
    },
    {
      name: 'other-tpm',
      comesBack: true,
      hasOtherTpm: true,
      says: /an encrypted device was not opened: systemd-cryptsetup@vault/,
    },
    {name: 'after', system: 'source', checks: ['source-again', 'removed'], end: 'power-off'},
  ],
}

/** The initramfs asks a server, and the live system the TPM. */
export const installClevis: Scenario = {
  description:
    'has clevis open the volume that holds the image, by Tang, and one for data, by the TPM',
  tags: ['install'],
  source: installedMachines.biosGrubClevis,
  settings: {
    squashfs_fullpath: '/vault/live-upgrade.img',
    dracut_network: 'ip=dhcp',
    device_support: ['clevis'],
  },
  memoryMebibytes: 2048,
  networks: [networks.withTang],
  fault: undefined,
  boots: [
    {
      name: 'before',
      system: 'source',
      checks: ['source-system', 'clevis-bound', 'machine-read', 'installed'],
      end: 'restart',
    },
    {name: 'live', system: 'live', checks: ['identity', 'volumes-opened'], end: 'reboot'},
    back,
  ],
}

/** The target is in the network: the initramfs logs in for the image, and the live system for the data. */
export const installIscsi: Scenario = {
  description:
    'has the image on a volume by iSCSI, and one for data, each with a password, and goes back where the target is away',
  tags: ['install'],
  source: installedMachines.biosGrubIscsi,
  settings: {
    squashfs_fullpath: '/san/live-upgrade.img',
    dracut_network: 'ip=dhcp',
    device_support: ['iscsi'],
    initramfs_timeout: 180,
  },
  memoryMebibytes: 2048,
  networks: [networks.withIscsi],
  iscsiDisks: iscsiVolumes.map(({name}) => name),
  fault: undefined,
  boots: [
    {
      name: 'before',
      system: 'source',
      checks: ['source-system', 'iscsi-volumes-made', 'machine-read', 'installed'],
      end: 'restart',
    },
    {name: 'live', system: 'live', checks: ['identity', 'iscsi-volumes-reached'], end: 'reboot'},
    {
      name: 'again',
      system: 'source',
      checks: ['source-again', 'result-and-log', 'installed'],
      end: 'restart',
    },
    {
      name: 'away',
      comesBack: true,
      isTargetAway: true,
      says: /no login to the iSCSI target iqn\.2026-11\.org\.example:san at 10\.0\.2\.100:3260/,
    },
    {
      name: 'after',
      system: 'source',
      checks: ['source-again', 'failure-told', 'removed', 'iscsi-volumes-left'],
      end: 'power-off',
    },
  ],
}

/** GRUB cannot be told there to boot something once, so that kexec is chosen, and nothing of GRUB's is changed. */
export const installKexec: Scenario = {
  description:
    'starts the live image by kexec on a machine with its root and /boot on btrfs, and comes back from it, whatever is wrong',
  tags: ['install'],
  source: installedMachines.biosGrubBtrfs,
  memoryMebibytes: 2048,
  fault: undefined,
  boots: [
    {
      name: 'before',
      system: 'source',
      checks: ['source-system', 'machine-read', 'installed'],
      end: 'restart',
    },
    {
      name: 'again',
      system: 'source',
      checks: ['source-again', 'loaded-no-longer', 'installed'],
      end: {start: {name: 'live', checks: ['identity', 'source-root'], end: 'reboot'}},
    },
    {
      name: 'image-cut',
      system: 'source',
      checks: ['source-again', 'result-and-log', 'installed'],
      fault: 'image-cut',
      end: {start: {name: 'live-image-cut', comesBack: true}},
    },
    {
      name: 'panic',
      system: 'source',
      checks: ['source-again', 'failure-told', 'installed'],
      end: {start: {name: 'live-panic', checks: ['identity'], end: 'panic'}},
    },
    {name: 'last', system: 'source', checks: ['source-again', 'removed'], end: 'power-off'},
  ],
}

const installOn = (
  source: SourceMachine,
  description: string,
  further: Further = {},
): Scenario => ({
  description,
  tags: ['install'],
  source,
  memoryMebibytes: 2048,
  fault: undefined,
  boots: boots(further),
})

/** The one that every test run has: it shows all that a local boot must show, too. */
export const installBiosGrub: Scenario = {
  ...installOn(
    {...installedMachines.biosGrub, staysUp: true},
    'installs the upgrade on a BIOS with GRUB, boots it once, and removes it',
    {live: [...local, 'reboot']},
  ),
  tags: ['install', 'smoke'],
  networks: [networks.first],
  // The least that is promised: docs/decisions/memory.md.
  memoryMebibytes: 1024,
}

export const installUefiSystemdBoot = installOn(
  installedMachines.uefiSystemdBoot,
  'installs the upgrade on UEFI with systemd-boot, boots it once, and removes it',
)

export const installUefiGrub = installOn(
  installedMachines.uefiGrub,
  'installs the upgrade on UEFI with GRUB, boots it once, and removes it',
)

export const installSecureBoot = installOn(
  {...installedMachines.uefiGrub, firmware: 'uefi-secure-boot'},
  'installs the upgrade on UEFI with GRUB and Secure Boot, boots it once, and removes it',
  {before: ['secure-boot'], live: ['identity', 'secure-boot']},
)
