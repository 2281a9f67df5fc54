# The sections ipv4 and ipv6. NetworkManager refuses a profile as a whole when it has what its method does
# not allow, so that is told and left out.

function put_ipv4(    method, gateway, never_default) {
    method = ipv4_method(tolower(take("BOOTPROTO")))
    if (method != "link-local") put_ipv4_addresses()
    if (method == "manual" && !address_count) method = "disabled"
    put("ipv4", "method", method)
    never_default = never_default_route(4)
    gateway = ipv4_gateway()
    if (gateway == "") gateway = gateway_of_all()
    put_gateway("ipv4", gateway, address_count, never_default)
    if (method == "disabled") return
    put_shared(4, method, never_default)
    put_if("ipv4", "dhcp-hostname", escaped(take("DHCP_HOSTNAME")))
    put_if("ipv4", "dhcp-client-id", escaped(take("DHCP_CLIENT_ID")))
}

function ipv4_method(protocol,    i) {
    if (protocol ~ /^(dhcp|bootp)$/) return "auto"
    if (protocol == "autoip") return "link-local"
    if (protocol == "shared") return "shared"
    if (protocol !~ /^(none|static)?$/) refuse_kind("BOOTPROTO")
    if (has("IPADDR") || alias_count > 0) return "manual"
    for (i = 0; i < 256; i++) if (has("IPADDR" i)) return "manual"
    return "disabled"
}

# The gateway of the static addresses; what DHCP and router advertisements say comes beside it.
function put_gateway(section, gateway, count, never_default,    key) {
    if (gateway == "" || never_default) return
    key = section == "ipv4" ? "GATEWAY" : "IPV6_DEFAULTGW"
    if (count > 0) put(section, "gateway", gateway)
    else say(line_with(key), key " is not carried over: there is no address")
}

function ipv4_gateway(    i, key, gateway) {
    for (i = -1; i < 256; i++) {
        key = "GATEWAY" (i < 0 ? "" : i)
        gateway = take(key)
        if (gateway == "" || gateway == "0.0.0.0") continue
        if (!is_ipv4(gateway)) refuse(line_with(key), key "=" gateway " is not an IPv4 address")
        return gateway
    }
    return ""
}

# The gateway in /etc/sysconfig/network is everyone's who reaches it.
function gateway_of_all(    gateway, i) {
    gateway = element(common, "GATEWAY")
    if (!is_ipv4(gateway)) return ""
    for (i = 1; i <= address_count; i++) if (is_in_network(addresses[i], gateway, prefixes[i])) return gateway
    return ""
}

function never_default_route(family,    only) {
    only = element(common, family == 4 ? "GATEWAYDEV" : "IPV6_DEFAULTDEV")
    if (only != "" && only != device) return 1
    return !take_boolean(family == 4 ? "DEFROUTE" : "IPV6_DEFROUTE", 1)
}

function put_ipv4_addresses(    i, suffix) {
    for (i = -1; i < 256; i++) {
        suffix = i < 0 ? "" : i
        if (take("IPADDR" suffix) != "") {
            put_ipv4_address(values["IPADDR" suffix], take("PREFIX" suffix), take("NETMASK" suffix),
                line_with("IPADDR" suffix))
        }
    }
    for (i = 1; i <= alias_count; i++) put_alias(alias_files[i])
}

function put_alias(path,    alias, numbers) {
    read_variables(path, alias, numbers)
    if (is_no(element(alias, "ONPARENT"))) say(base_name(path), "ONPARENT=no; the address is left out")
    else {
        put_ipv4_address(element(alias, "IPADDR"), element(alias, "PREFIX"), element(alias, "NETMASK"),
            base_name(path))
    }
}

function put_ipv4_address(address, prefix, mask, where) {
    if (!is_ipv4(address)) refuse(where, address " is not an IPv4 address")
    if (prefix == "" && mask != "") {
        prefix = prefix_of_netmask(mask)
        if (prefix < 1) refuse(where, mask " is not a netmask")
    }
    if (prefix == "") prefix = prefix_of_class(address)
    if (!is_prefix(prefix, 4)) refuse(where, prefix " is not a prefix")
    addresses[++address_count] = address
    prefixes[address_count] = prefix
    put("ipv4", "address" address_count, address "/" prefix)
}

function put_ipv6(    method, gateway, key, never_default) {
    method = ipv6_method()
    if (method ~ /^(auto|dhcp|manual)$/) put_ipv6_addresses()
    if (method == "manual" && !ipv6_address_count) method = "link-local"
    put("ipv6", "method", method)
    if (method ~ /^(ignore|disabled)$/) return
    never_default = never_default_route(6)
    gateway = take("IPV6_DEFAULTGW")
    sub(/%.*/, "", gateway)
    if (gateway != "" && !is_ipv6(gateway)) {
        refuse(line_with("IPV6_DEFAULTGW"), "IPV6_DEFAULTGW=" gateway " is not an IPv6 address")
    }
    put_gateway("ipv6", gateway, ipv6_address_count, never_default)
    if (take("IPV6_PRIVACY") ~ /^(rfc3041|rfc4941)$/) {
        put("ipv6", "ip6-privacy", take_boolean("IPV6_PRIVACY_PREFER_PUBLIC_IP", 0) ? 1 : 2)
    }
    key = take("IPV6_ADDR_GEN_MODE")
    if (key ~ /^(eui64|stable-privacy|default|default-or-eui64)$/) put("ipv6", "addr-gen-mode", key)
    put_shared(6, method, never_default)
}

function ipv6_method() {
    if (take_boolean("IPV6_DISABLED", 0)) return "disabled"
    if (!take_boolean("IPV6INIT", 0)) return "ignore"
    if (take_boolean("IPV6_AUTOCONF", !take_boolean("IPV6FORWARDING", 0))) {
        take("DHCPV6C")
        return "auto"
    }
    if (take_boolean("DHCPV6C", 0)) return "dhcp"
    return has("IPV6ADDR") || has("IPV6ADDR_SECONDARIES") ? "manual" : "link-local"
}

function put_ipv6_addresses(    words, count, i, address, key) {
    count = split(take("IPV6ADDR") " " take("IPV6ADDR_SECONDARIES"), words, /[ \t]+/)
    for (i = 1; i <= count; i++) if (words[i] != "") {
        key = i == 1 ? "IPV6ADDR" : "IPV6ADDR_SECONDARIES"
        address = with_prefix(words[i], 6, 64)
        if (address == "") refuse(line_with(key), words[i] " is not an IPv6 address")
        put("ipv6", "address" (++ipv6_address_count), address)
    }
}

# What both families have, under names of their own.
function put_shared(family, method, never_default,    section, prefix) {
    section = "ipv" family
    prefix = family == 4 ? "" : "IPV6_"
    if (never_default) put(section, "never-default", "true")
    if (!take_boolean(prefix "PEERDNS", 1)) put(section, "ignore-auto-dns", "true")
    if (!take_boolean(prefix "PEERROUTES", 1)) put(section, "ignore-auto-routes", "true")
    if (take_boolean("IPV" family "_FAILURE_FATAL", 0)) put(section, "may-fail", "false")
    put_if(section, "route-metric", take_number("IPV" family "_ROUTE_METRIC", -1, 4294967295))
    if (method ~ /^(auto|dhcp|manual)$/) put_domain_servers(section, family)
    read_routes_of(family)
}

function put_domain_servers(section, family,    i, servers, domains) {
    for (i = 0; i < 100; i++) if (has("DNS" i) && is_address(values["DNS" i], family)) {
        servers = servers take("DNS" i) ";"
    }
    put_if(section, "dns", servers)
    # One list of domains for both; the other family's own is read too.
    if (family == 6) domains = take("IPV6_DOMAIN")
    if (!domains_put) domains = take("DOMAIN") " " domains
    gsub(/[ ,\t]+/, ";", domains)
    gsub(/^;|;$/, "", domains)
    if (domains == "") return
    if (domains ~ /^[A-Za-z0-9._;~-]+$/) put(section, "dns-search", domains ";")
    else say(base_name(file), "DOMAIN is not a list of domains; it is left out")
    domains_put = 1
}
