# What kind of device an ifcfg file is for, and the sections of each kind.

# The type of the keyfile.
function device_type(    type) {
    type = tolower(take("TYPE"))
    # Such a profile would be one for every interface.
    if (type == "" && device == "" && !has("HWADDR")) refuse(base_name(file), "there is neither DEVICE nor TYPE")
    refuse_kind("DEVICETYPE")
    refuse_kind("TEAM_MASTER")
    refuse_kind("ESSID")
    if (type == "ethernet" || type == "") {
        if (take_boolean("BONDING_MASTER", 0) || has("BONDING_OPTS")) return "bond"
        if (type == "" && device ~ /^bond[0-9]+$/) return "bond"
        if (take_boolean("VLAN", 0)) return "vlan"
        return "ethernet"
    }
    take("BONDING_MASTER")
    take("VLAN")
    if (type !~ /^(bond|vlan|bridge)$/) refuse_kind("TYPE")
    return type
}

# No keyfile is made for what this variable says.
function refuse_kind(key) {
    if (has(key)) refuse(line_with(key), key "=" values[key] " is not converted")
}

function put_device(type) {
    if (type ~ /^(bond|vlan|bridge)$/ && device == "") refuse(base_name(file), "there is no DEVICE")
    put_ethernet()
    if (type == "bond") put_options("bond", "BONDING_OPTS")
    if (type == "vlan") put_vlan()
    if (type == "bridge") put_bridge()
}

# Bonds, VLANs and bridges have these too.
function put_ethernet(    key, text, keys, i) {
    text = take_number("MTU", 0, 65536)
    put_if("ethernet", "mtu", text)
    split("HWADDR mac-address MACADDR cloned-mac-address", keys, " ")
    for (i = 1; i <= 3; i += 2) {
        key = keys[i]
        text = take(key)
        if (text == "") continue
        if (is_hardware_address(text)) put("ethernet", keys[i + 1], toupper(text))
        else refuse(line_with(key), key "=" text " is not a hardware address")
    }
}

function put_vlan(    id, parent, flags, words, count, i) {
    parent = take("PHYSDEV")
    id = take_number("VLAN_ID", 0, 4094)
    if (match(device, /\.[0-9]+$/)) {
        if (parent == "") parent = substr(device, 1, RSTART - 1)
        if (id == "") id = substr(device, RSTART + 1) + 0
    } else if (id == "" && match(device, /^vlan[0-9]+$/)) id = substr(device, 5) + 0
    if (id == "" || id + 0 > 4094) refuse(base_name(file), "there is no VLAN_ID from 0 to 4094")
    if (!is_interface(parent) && !is_uuid(parent)) refuse(base_name(file), "there is no PHYSDEV")
    flags = take_boolean("REORDER_HDR", 1) + 2 * take_boolean("GVRP", 0) + 8 * take_boolean("MVRP", 0)
    count = split(take("VLAN_FLAGS"), words, /[ ,]+/)
    for (i = 1; i <= count; i++) {
        if (words[i] == "LOOSE_BINDING") flags += 4
        else if (words[i] == "GVRP" && !take_boolean("GVRP", 0)) flags += 2
        else if (words[i] == "MVRP" && !take_boolean("MVRP", 0)) flags += 8
        else if (words[i] !~ /^(GVRP|MVRP|NO_REORDER_HDR|REORDER_HDR)?$/) {
            say(line_with("VLAN_FLAGS"), "VLAN_FLAGS: " words[i] " is not known here; it is left out")
        }
    }
    put("vlan", "id", id)
    put("vlan", "parent", parent)
    put("vlan", "flags", flags)
}

function put_bridge(    stp, delay) {
    stp = take_boolean("STP", 0)
    delay = stp ? take_number("DELAY", 2, 30) : take("DELAY")
    put("bridge", "stp", stp ? "true" : "false")
    # Without the protocol there is no delay either.
    if (stp && delay != "") put("bridge", "forward-delay", delay)
    put_options("bridge", "BRIDGING_OPTS")
}

# What the device is a port of; nothing when it has addresses of its own.
function port_type() {
    if (has("MASTER") || has("MASTER_UUID")) return "bond"
    return has("BRIDGE") || has("BRIDGE_UUID") ? "bridge" : ""
}

function put_port(type,    key, name, controller) {
    key = type == "bond" ? "MASTER" : "BRIDGE"
    name = take(key)
    controller = take(key "_UUID")
    if (controller == "") controller = name
    else key = key "_UUID"
    take("SLAVE")
    if (!is_interface(controller) && !is_uuid(controller)) {
        refuse(line_with(key), key "=" controller " is not an interface")
    }
    put("connection", "master", controller)
    put("connection", "slave-type", type)
    return controller
}

function has(key) {
    return key in values && values[key] != ""
}
