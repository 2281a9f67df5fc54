// What only the network scripts bring up is told of, each by why NetworkManager does not.
import type {Host} from '@livemode/host'
import {type ElTarget, targets} from '@livemode/userspace'
import {plain, testFindings} from '../../../test/enterprise-linux.ts'

type Scripts = NonNullable<Host['networkScripts']>

const folder = '/etc/sysconfig/network-scripts'
const profile = (name: string, changes: Partial<Scripts['profiles'][number]> = {}) => ({
  file: `${folder}/ifcfg-${name}`,
  type: 'ethernet',
  isControlled: true,
  isStarted: true,
  ...changes,
})
const withScripts = (
  profiles: Scripts['profiles'],
  changes: Partial<Scripts> = {},
): {host: Host} => ({
  host: {
    ...plain,
    networkScripts: {isService: true, hasNetworkManager: true, profiles, ...changes},
  },
})
const lost = (name: string, why: string) =>
  `Enterprise Linux 9 has no service "network", and NetworkManager does not bring up ${folder}/ifcfg-${name}: ${why}`
const withoutPlugin: ElTarget = {...targets['el-9'], title: 'Another Linux', readsIfcfg: false}

testFindings({
  'NetworkManager has them': {given: withScripts([profile('eth0', {type: null})]), findings: []},
  'NetworkManager is not enabled': {
    given: withScripts([profile('eth0')], {hasNetworkManager: false}),
    findings: [
      [
        'inhibitor network-scripts-gone',
        lost('eth0', 'it is not enabled'),
        'systemctl disable network && systemctl enable --now NetworkManager, and see that the network comes up so',
      ],
    ],
  },
  'neither is the service': {
    given: withScripts([profile('eth0')], {hasNetworkManager: false, isService: false}),
    findings: [],
  },
  'a profile that it may not have, and one of a type that it does not know': {
    given: withScripts([profile('eth0', {isControlled: false}), profile('gre1', {type: 'gre'})]),
    findings: [
      [
        'inhibitor network-scripts-gone',
        lost('gre1', 'it does not know that type of device'),
        'make profiles of its own for them (nmcli connection add), and remove the files',
      ],
      [
        'inhibitor network-scripts-gone',
        lost('eth0', 'NM_CONTROLLED says so'),
        'take NM_CONTROLLED out of them, and see that the network comes up so: nmcli connection reload && nmcli connection up ID',
      ],
    ],
  },
  'the same where nothing brings them up today': {
    given: withScripts([
      profile('eth0', {isControlled: false, isStarted: false}),
      profile('gre1', {type: 'gre', isStarted: false}),
    ]),
    findings: [],
  },
  'a target whose NetworkManager does not read them': {
    given: {
      ...withScripts([profile('eth0'), profile('eth1')], {isService: false}),
      target: withoutPlugin,
    },
    findings: [
      [
        'inhibitor ifcfg-not-read',
        `NetworkManager of Another Linux does not read ifcfg files: ${folder}/ifcfg-eth0, ${folder}/ifcfg-eth1`,
        'have it make keyfiles of them: nmcli connection migrate',
      ],
    ],
  },
  'a machine with none on the way to it': {
    given: {host: plain, target: withoutPlugin},
    findings: [],
  },
})
