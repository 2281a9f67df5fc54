import type {Host} from '@livemode/host'
import {type Finding, when} from '../finding.ts'
import type {ElCheck} from './check.ts'

type Profile = NonNullable<Host['networkScripts']>['profiles'][number]

/** The kinds of devices that NetworkManager reads ifcfg files for, see nm-settings-ifcfg-rh(5). */
const readTypes = /^(?:ethernet|wireless|infiniband|bridge|bond|vlan|team|teamport)$/

const isRead = ({type}: Profile) => type === null || readTypes.test(type)

const namesOf = (profiles: readonly Profile[]) => profiles.map(({file}) => file).join(', ')

/** The scripts of initscripts are no package of the target: whatever only they bring up stays down. */
export const networkComesUp: ElCheck = ({host: {networkScripts}, target}) => {
  if (networkScripts === undefined || !networkScripts.isService) return []
  const {hasNetworkManager, profiles} = networkScripts
  const started = profiles.filter(({isStarted}) => isStarted)
  const known = started.filter(isRead)
  const lost = (some: readonly Profile[], why: string, remedy: string): readonly Finding[] =>
    when(some.length > 0, () => ({
      id: 'network-scripts-gone',
      severity: 'inhibitor',
      sentence: `${target.title} has no service "network", and NetworkManager does not bring up ${namesOf(some)}: ${why}`,
      remedy,
    }))
  const refused = known.filter(({isControlled}) => !isControlled)
  return [
    ...lost(
      started.filter(one => !isRead(one)),
      'it does not know that type of device',
      'make profiles of its own for them (nmcli connection add), and remove the files',
    ),
    ...lost(
      hasNetworkManager ? [] : known.filter(({isControlled}) => isControlled),
      'it is not enabled',
      'systemctl disable network && systemctl enable --now NetworkManager, and see that the network comes up so',
    ),
    ...lost(
      refused,
      'NM_CONTROLLED says so',
      'take NM_CONTROLLED out of them, and see that the network comes up so: nmcli connection reload && nmcli connection up ID',
    ),
  ]
}

/** Where NetworkManager has no plugin for them any more. */
export const profilesAreRead: ElCheck = ({host: {networkScripts}, target}) => {
  const profiles = networkScripts?.profiles ?? []
  return when(!target.readsIfcfg && profiles.length > 0, () => ({
    id: 'ifcfg-not-read',
    severity: 'inhibitor',
    sentence: `NetworkManager of ${target.title} does not read ifcfg files: ${namesOf(profiles)}`,
    remedy: 'have it make keyfiles of them: nmcli connection migrate',
  }))
}
