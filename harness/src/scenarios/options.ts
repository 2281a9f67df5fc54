import {machines} from '../sources/machines.ts'
import {networkProfiles, networks} from '../sources/networks.ts'
import {alwaysTrue} from './boots.ts'
import type {Scenario} from './scenario.ts'

export const options = {
  description: 'boots a live image that has every option but a trace: access, network, packages',
  tags: ['smoke'],
  source: {
    ...machines.ext4,
    hostname: 'source-options',
    files: networkProfiles.files,
    interfaces: networkProfiles.interfaces,
  },
  settings: {
    setup_passwordless_root: true,
    setup_opensshd_with_auth_keys: '/root/.ssh/authorized_keys',
    setup_network_manager: true,
    additional_packages: ['tree'],
  },
  memoryMebibytes: 2048,
  networks: [networks.first, networks.second],
  fault: undefined,
  boots: [
    {
      name: 'live',
      system: 'live',
      checks: [
        ...alwaysTrue,
        'upgrade',
        'additional-packages',
        'network-manager',
        'interface-names',
        'sshd',
        'own-host-key',
        'passwordless-root',
      ],
      end: 'power-off',
    },
  ],
} satisfies Scenario
