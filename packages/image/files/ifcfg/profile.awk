# Makes a keyfile of an ifcfg file: the one that ARGV names, with the files of its aliases behind it.
# The environment says what else there is: IFCFG_UUID, IFCFG_NETWORK, IFCFG_TABLES, IFCFG_NAME.

BEGIN {
    file = ARGV[1]
    alias_count = ARGC - 2
    for (i = 1; i <= alias_count; i++) alias_files[i] = ARGV[i + 1]
    tables_file = ENVIRON["IFCFG_TABLES"]
    read_variables(file, values, numbers)
    read_variables(ENVIRON["IFCFG_NETWORK"], common, common_numbers)

    device = take("DEVICE")
    if (device != "" && !is_interface(device)) {
        refuse(line_with("DEVICE"), "DEVICE=" device " is not an interface")
    }
    type = device_type()
    put_connection(type)
    port = port_type()
    if (port != "") controller = put_port(port)
    put_device(type)
    if (port == "bridge") put_options("bridge-port", "BRIDGING_OPTS")
    if (port == "") {
        put_ipv4()
        put_ipv6()
        tell_unread_routes()
    } else ignore("^(BOOTPROTO|IPV6INIT)$")
    if (!(4 in asked_routes)) ignore("^(DEFROUTE|PEERDNS|PEERROUTES|IPV4_FAILURE_FATAL)$")
    if (!(6 in asked_routes)) {
        ignore("^(DHCPV6C|IPV6_(AUTOCONF|DEFROUTE|PEERDNS|PEERROUTES|PRIVACY|ADDR_GEN_MODE|FAILURE_FATAL))$")
    }
    # Notes for the tools of the source system.
    ignore("^(USERCTL|NETWORK|BROADCAST|HOTPLUG|ARPCHECK|ARPING_WAIT|LAST_CONNECT|SLAVE)$")
    tell_the_rest(file, values, numbers, taken, port == "" ? "" : ": it is a port of " controller)
    print_keyfile()
}

function put_connection(type,    uuid, name) {
    name = take("NAME")
    uuid = take("UUID")
    if (uuid != "" && !is_uuid(uuid)) {
        say(line_with("UUID"), "UUID=" uuid " is not a UUID; the one of the file's name is taken")
        uuid = ""
    }
    put("connection", "id", escaped(name == "" ? "System " ENVIRON["IFCFG_NAME"] : name))
    put("connection", "uuid", tolower(uuid == "" ? ENVIRON["IFCFG_UUID"] : uuid))
    put("connection", "type", type)
    put_if("connection", "interface-name", device)
    if (!take_boolean("ONBOOT", 1)) put("connection", "autoconnect", "false")
    put_if("connection", "autoconnect-priority", take_number("AUTOCONNECT_PRIORITY", -999, 999))
    put_if("connection", "zone", escaped(take("ZONE")))
    if (!take_boolean("NM_CONTROLLED", 1)) {
        say(line_with("NM_CONTROLLED"), "NM_CONTROLLED=no; NetworkManager takes it here, where nothing else would")
    }
    if (tolower(take("PROXY_METHOD")) !~ /^(none)?$/) delete taken["PROXY_METHOD"]
    if (!take_boolean("BROWSER_ONLY", 0)) taken["BROWSER_ONLY"] = 1
    else delete taken["BROWSER_ONLY"]
}

# Variables that say nothing here.
function ignore(pattern,    key) {
    for (key in values) if (key ~ pattern) taken[key] = 1
}

function read_routes_of(family,    suffix) {
    suffix = family == 4 ? "" : 6
    read_routes(companion("route" suffix), family)
    take_rules(family)
    read_rules(companion("rule" suffix), family)
    asked_routes[family] = 1
}

# The file of that kind: by the name of the ifcfg file, or by the interface's, as the network scripts
# look for it.
function companion(kind,    folder, line, path) {
    folder = substr(file, 1, length(file) - length(base_name(file)))
    path = folder kind "-" ENVIRON["IFCFG_NAME"]
    if (device == "" || device == ENVIRON["IFCFG_NAME"]) return path
    if ((getline line < path) < 0 && (getline line < (folder "ifcfg-" device)) < 0) {
        path = folder kind "-" device
    }
    close(path)
    close(folder "ifcfg-" device)
    return path
}

# A family that is switched off has no routes either.
function tell_unread_routes(    family, kinds, i, line, path) {
    for (family = 4; family <= 6; family += 2) if (!(family in asked_routes)) {
        split(family == 4 ? "route rule" : "route6 rule6", kinds, " ")
        for (i = 1; i <= 2; i++) {
            path = companion(kinds[i])
            if ((getline line < path) > 0) say(base_name(path), "the file is left out: IPv" family " is off")
            close(path)
        }
    }
}
