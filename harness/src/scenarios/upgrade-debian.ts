import type {CheckId} from '../checks/index.ts'
import {file} from '../disks/source-file.ts'
import {installedMachines} from './installed-machines.ts'
import type {Boot, Scenario, SourceMachine} from './scenario.ts'

const throughout: readonly Boot[] = [
  {name: 'live', system: 'live', checks: ['identity', 'transaction-at-work'], end: 'reboot'},
]

const withPowerCut: readonly Boot[] = [
  {name: 'cut', system: 'live', checks: ['identity', 'transaction-half-way'], end: 'power-cut'},
  // Nobody has armed anything since: what boots is what the live system itself has seen to.
  {name: 'again', system: 'live', checks: ['identity', 'transaction-resumed'], end: 'reboot'},
]

/** Emulated, the compression of an initramfs takes longer than all of its packages. */
const quickInitramfs = file(
  '/etc/initramfs-tools/conf.d/compression',
  'COMPRESS=zstd\nCOMPRESSLEVEL=1\n',
)

interface Upgrade {
  readonly description: string
  readonly live: readonly Boot[]
  /** What is done on the source before it is installed. */
  readonly prepared?: readonly CheckId[]
  /** What must be so before the upgrade and after it. */
  readonly kept?: readonly CheckId[]
  readonly memoryMebibytes?: number
}

/** From one release to the next, by the machine's own boot loader and without a network. */
const upgrade = (
  source: SourceMachine,
  {description, live, prepared = [], kept = [], memoryMebibytes = 2048}: Upgrade,
): Scenario => ({
  description,
  tags: ['upgrade'],
  source: {...source, files: [file('/srv/data.txt', 'what a user has\n'), quickInitramfs]},
  engine: 'apt',
  memoryMebibytes,
  fault: undefined,
  boots: [
    {
      name: 'before',
      system: 'source',
      checks: ['source-system', ...prepared, ...kept, 'machine-read', 'installed'],
      end: 'restart',
    },
    ...live,
    {
      name: 'after',
      system: 'upgraded',
      checks: ['upgraded', 'result-and-log', 'upgraded-packages', 'upgraded-boot', ...kept],
      end: 'restart',
    },
    {name: 'by-default', system: 'upgraded', checks: ['new-kernel-by-default'], end: 'power-off'},
  ],
})

const biosGrub = {...installedMachines.biosGrub, hostname: 'source-upgrade'}

export const upgradeDebian = upgrade(installedMachines.biosGrubServices, {
  description:
    'upgrades a Debian 12 with services and data to Debian 13, which boots by its own GRUB',
  live: throughout,
  kept: ['services'],
  memoryMebibytes: 1024,
})

export const upgradeScriptsCut = upgrade(biosGrub, {
  description:
    'takes the power away inside of the scripts of the kernel and of GRUB, whose default is the old kernel',
  prepared: ['kernel-chosen'],
  live: [
    {
      name: 'kernel',
      system: 'live',
      checks: ['identity', 'kernel-script-at-work'],
      end: 'power-cut',
    },
    {name: 'grub', system: 'live', checks: ['identity', 'grub-script-at-work'], end: 'power-cut'},
    {name: 'again', system: 'live', checks: ['identity', 'transaction-resumed'], end: 'reboot'},
  ],
})

export const upgradeDebian11 = upgrade(installedMachines.biosGrubDebian11, {
  description: 'upgrades a Debian 11 to Debian 12, which boots by its own GRUB',
  // Its systemd takes no drop-ins from the firmware.
  live: [{name: 'live', lines: [/livemode: .* transaction \(/, /livemode: the upgrade succeeded/]}],
})

export const upgradePowerCut = upgrade(biosGrub, {
  description:
    'takes the power away in the middle of an upgrade and in its first boot, and the live system sees to both',
  live: [
    ...withPowerCut,
    {name: 'first', system: 'upgraded', checks: ['on-trial'], end: 'power-cut'},
    {name: 'trial', system: 'live', checks: ['identity', 'tried-again'], end: 'reboot'},
  ],
})

export const upgradeSystemdBoot = upgrade(installedMachines.uefiSystemdBootLvm, {
  description:
    'upgrades a machine with systemd-boot, whose /var and /boot are on LVM, past a loss of power',
  live: withPowerCut,
})

export const upgradeUefiGrub = upgrade(installedMachines.uefiGrubLuks, {
  description:
    'upgrades a machine with GRUB on UEFI and an encrypted volume, which opens afterwards',
  live: throughout,
})
