import {machines} from '../sources/machines.ts'
import {networks} from '../sources/networks.ts'
import {alwaysTrue} from './boots.ts'
import type {Scenario} from './scenario.ts'

export const storage = {
  description: 'mounts LVM, RAID, LUKS, multipath and every file system; some are broken',
  tags: [],
  source: machines.storage,
  settings: {
    setup_network_manager: true,
    setup_opensshd_with_auth_keys: '/root/.ssh/authorized_keys',
  },
  memoryMebibytes: 2048,
  networks: [networks.first],
  fault: undefined,
  boots: [
    {
      name: 'live',
      system: 'live',
      checks: [
        ...alwaysTrue,
        'upgrade',
        'after-mounts',
        'file-systems',
        'broken-devices',
        'devices',
        'fresh-host-key',
      ],
      end: 'power-off',
    },
  ],
} satisfies Scenario
