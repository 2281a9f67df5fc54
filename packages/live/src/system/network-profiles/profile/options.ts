import {wordsOf} from '../source/byte-text.ts'
import {type Draft, lineWith, take} from './draft.ts'
import {put} from './keyfile.ts'
import {isNumber} from './values.ts'

/** What an option can be: a form of text, or a number up to the largest one. */
type Form = RegExp | number

const mostInt = 2147483647

const bond: Readonly<Record<string, Form>> = {
  active_slave: /^[A-Za-z0-9_.+@-]+$/,
  ad_actor_sys_prio: 65535,
  ad_actor_system: /^[0-9A-Fa-f:]+$/,
  ad_select: /^([0-2]|stable|bandwidth|count)$/,
  ad_user_port_key: 1023,
  all_slaves_active: 1,
  arp_all_targets: /^([01]|any|all)$/,
  arp_interval: mostInt,
  arp_ip_target: /^[0-9.,]+$/,
  arp_missed_max: 255,
  arp_validate: /^([0-6]|none|active|backup|all|filter|filter_(active|backup))$/,
  downdelay: mostInt,
  fail_over_mac: /^([0-2]|none|active|follow)$/,
  lacp_active: 1,
  lacp_rate: /^([01]|slow|fast)$/,
  lp_interval: mostInt,
  miimon: mostInt,
  min_links: mostInt,
  mode: /^([0-6]|balance-(rr|xor|tlb|alb)|active-backup|broadcast|802\.3ad)$/,
  ns_ip6_target: /^[0-9A-Fa-f:,]+$/,
  num_grat_arp: 255,
  num_unsol_na: 255,
  packets_per_slave: 65535,
  peer_notif_delay: mostInt,
  primary: /^[A-Za-z0-9_.+@-]+$/,
  primary_reselect: /^([0-2]|always|better|failure)$/,
  resend_igmp: 255,
  tlb_dynamic_lb: 1,
  updelay: mostInt,
  use_carrier: 1,
  xmit_hash_policy: /^([0-5]|layer2|layer3\+4|(layer|encap)2\+3|encap3\+4|vlan\+srcmac)$/,
}

const bridge: Readonly<Record<string, Form>> = {
  ageing_time: 1000000,
  group_fwd_mask: 65535,
  hello_time: /^([1-9]|10)$/,
  max_age: /^([6-9]|[1-3][0-9]|40)$/,
  multicast_snooping: 1,
  priority: 65535,
}

const bridgePort: Readonly<Record<string, Form>> = {
  hairpin_mode: 1,
  path_cost: 65535,
  priority: 63,
}

const forms = {bond, bridge, 'bridge-port': bridgePort}

/**
 * Puts the NAME=VALUE words of BONDING_OPTS or BRIDGING_OPTS into a section. NetworkManager drops what it does not
 * know without a word, so it is told here.
 */
export function putOptions(
  draft: Draft,
  {section, key}: {readonly section: keyof typeof forms; readonly key: string},
): void {
  for (const word of wordsOf(take(draft, key))) {
    const [, name = '', text = ''] = /^([^=]*)=(.*)$/s.exec(word) ?? []
    const form = Object.hasOwn(forms[section], name) ? forms[section][name] : undefined
    if (hasForm(text, form)) put(draft.keyfile, {[section]: option(section, {name, text})})
    else {
      draft.messages.push(
        `${lineWith(draft, key)}: ${key}: ${word} is not known here; it is left out`,
      )
    }
  }
}

function hasForm(text: string, form: Form | undefined): boolean {
  if (form === undefined) return false
  return typeof form === 'number' ? isNumber(text, [0, form]) : form.test(text)
}

const switches = ['multicast_snooping', 'hairpin_mode']

/** Bonds have the kernel's names, bridges NetworkManager's own. */
function option(section: string, {name, text}: {readonly name: string; readonly text: string}) {
  if (section === 'bond') return {[name]: text}
  const key = name.replaceAll('_', '-').replace('-fwd-', '-forward-')
  return {[key]: switches.includes(name) ? String(Number(text) !== 0) : text}
}
