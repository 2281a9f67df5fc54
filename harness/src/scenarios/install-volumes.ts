import {iscsiVolumes} from '../installations/iscsi-volumes.ts'
import {vault} from '../installations/vault.ts'
import {installedMachines} from '../sources/installed-machines.ts'
import {networks} from '../sources/networks.ts'
import {back} from './install.ts'
import type {Scenario} from './scenario.ts'

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
