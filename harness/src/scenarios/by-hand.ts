import {machines} from '../sources/machines.ts'
import {networks} from '../sources/networks.ts'
import {alwaysTrue, sourceBoot} from './boots.ts'
import type {Scenario} from './scenario.ts'

export const byHand = {
  description: 'starts the upgrade by hand: it fails, is run again, and reboots the machine',
  tags: [],
  source: {
    ...machines.ext4,
    hostname: 'source-by-hand',
    // What a faked /proc/cmdline may choke on, as far as GRUB passes it on.
    kernelArguments: 'console=ttyS2 dyndbg="file a.c +p" x=@a@b/c&d%s|e#f z=$HOME',
  },
  settings: {autostart_upgrade_after_reboot: false, dracut_network: 'ip=dhcp'},
  memoryMebibytes: 2048,
  networks: [networks.first],
  serialPorts: 3,
  fault: undefined,
  boots: [
    {
      name: 'live',
      system: 'live',
      checks: [
        ...alwaysTrue,
        'autostart-off',
        'serial-gettys',
        'network-arguments',
        'rotated-log',
        'failed-run',
        'second-run',
        'source-cmdline',
        'journal',
        'reboot',
      ],
      end: 'reboot',
    },
    sourceBoot,
  ],
} satisfies Scenario
