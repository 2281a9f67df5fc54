import type {CheckId} from '../checks/index.ts'
import {installedMachines} from '../sources/installed-machines.ts'
import {networks} from '../sources/networks.ts'
import type {SourceMachine} from '../sources/source-machine.ts'
import {local} from './boots.ts'
import type {Boot, Scenario} from './scenario.ts'

/** The source system behind a live boot: what that has left is there, and is taken away. */
export const back: Boot = {
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
