import type {CheckId} from '../checks/index.ts'
import {installedMachines} from './installed-machines.ts'
import type {Boot, Scenario, SourceMachine} from './scenario.ts'

/**
 * From the source to the live system and back, by the machine's own boot loader: nobody tells it what
 * to boot.
 */
const boots = (further: readonly CheckId[]): readonly Boot[] => [
  {
    name: 'before',
    system: 'source',
    checks: ['source-system', ...further, 'machine-read', 'installed'],
    end: 'restart',
  },
  {name: 'live', system: 'live', checks: ['identity', ...further], end: 'reboot'},
  {
    name: 'after',
    system: 'source',
    checks: ['source-again', 'result-and-log', 'removed'],
    end: 'power-off',
  },
]

const installOn = (
  source: SourceMachine,
  description: string,
  further: readonly CheckId[] = [],
): Scenario => ({
  description,
  tags: ['install'],
  source,
  memoryMebibytes: 2048,
  fault: undefined,
  boots: boots(further),
})

export const installBiosGrub = installOn(
  installedMachines.biosGrub,
  'installs the upgrade on a BIOS with GRUB, boots it once, and removes it',
)

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
  ['secure-boot'],
)
