import {installedMachines} from '../sources/installed-machines.ts'
import {again, throughout, upgrade, withPowerCut} from './upgrade.ts'

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
    again,
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
