# BONDING_OPTS and BRIDGING_OPTS: NAME=VALUE words. NetworkManager drops what it does not know without a
# word, so it is told here.

function put_options(section, key,    words, count, i, name, text) {
    count = split(take(key), words, " ")
    for (i = 1; i <= count; i++) {
        name = substr(words[i], 1, index(words[i], "=") - 1)
        text = substr(words[i], index(words[i], "=") + 1)
        if (!has_option_form(text, option_form(section, name))) {
            say(line_with(key), key ": " words[i] " is not known here; it is left out")
            continue
        }
        if (section != "bond") gsub(/_/, "-", name)
        sub(/-fwd-/, "-forward-", name)
        if (name ~ /^(multicast-snooping|hairpin-mode)$/) text = text + 0 ? "true" : "false"
        put(section, name, text)
    }
}

# A form is a pattern, or the largest number; there is none for what is unknown.
function has_option_form(text, form) {
    return form ~ /^\^/ ? text ~ form : form != "" && is_number(text, 0, form)
}

function option_form(section, name) {
    if (section == "bond") return bond_form(name)
    if (name == "priority") return section == "bridge" ? 65535 : 63
    if (section == "bridge-port") return name == "path_cost" ? 65535 : name == "hairpin_mode" ? 1 : ""
    if (name == "hello_time") return "^([1-9]|10)$"
    if (name == "max_age") return "^([6-9]|[1-3][0-9]|40)$"
    if (name == "ageing_time") return 1000000
    if (name == "multicast_snooping") return 1
    return name == "group_fwd_mask" ? 65535 : ""
}

function bond_form(name) {
    if (name ~ /^(all_slaves_active|use_carrier|tlb_dynamic_lb|lacp_active)$/) return 1
    if (name ~ /^(num_grat_arp|num_unsol_na|resend_igmp|arp_missed_max)$/) return 255
    if (name ~ /^(packets_per_slave|ad_actor_sys_prio)$/) return 65535
    if (name == "ad_user_port_key") return 1023
    if (name ~ /^(miimon|updelay|downdelay|arp_interval|min_links|lp_interval|peer_notif_delay)$/) return 2147483647
    if (name == "mode") return "^([0-6]|balance-(rr|xor|tlb|alb)|active-backup|broadcast|802\\.3ad)$"
    if (name == "arp_validate") return "^([0-6]|none|active|backup|all|filter|filter_(active|backup))$"
    if (name == "xmit_hash_policy") return "^([0-5]|layer2|layer3\\+4|(layer|encap)2\\+3|encap3\\+4|vlan\\+srcmac)$"
    if (name == "arp_all_targets") return "^([01]|any|all)$"
    if (name == "lacp_rate") return "^([01]|slow|fast)$"
    if (name == "ad_select") return "^([0-2]|stable|bandwidth|count)$"
    if (name == "fail_over_mac") return "^([0-2]|none|active|follow)$"
    if (name == "primary_reselect") return "^([0-2]|always|better|failure)$"
    if (name ~ /^(primary|active_slave)$/) return "^[A-Za-z0-9_.+@-]+$"
    if (name == "ad_actor_system") return "^[0-9A-Fa-f:]+$"
    if (name == "arp_ip_target") return "^[0-9.,]+$"
    return name == "ns_ip6_target" ? "^[0-9A-Fa-f:,]+$" : ""
}
