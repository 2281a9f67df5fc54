import {machines} from '../sources/machines.ts'
import {networks} from '../sources/networks.ts'
import {alwaysTrue, sourceBoot} from './boots.ts'
import type {Scenario} from './scenario.ts'

export const separateVar = {
  description:
    'boots the live image from a /var of its own; the root is mounted by the live system',
  tags: [],
  source: machines.separateVar,
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
        'network-without-profiles',
        'own-host-key',
      ],
      end: 'power-off',
    },
    sourceBoot,
  ],
} satisfies Scenario
