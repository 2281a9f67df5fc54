# Addresses, masks and names: what goes into a keyfile has the form that it must have.

function is_ipv4(text,    parts, i) {
    if (split(text, parts, ".") != 4) return 0
    for (i = 1; i <= 4; i++) if (parts[i] !~ /^(0|[1-9][0-9]?[0-9]?)$/ || parts[i] > 255) return 0
    return 1
}

function is_ipv6(text,    parts, count, groups, i) {
    if (text !~ /^[0-9A-Fa-f:.]+$/ || text !~ /:.*:/ || text ~ /:::|::.*::/) return 0
    if (text ~ /^:[^:]/ || text ~ /[^:]:$/) return 0
    count = split(text, parts, ":")
    for (i = 1; i <= count; i++) {
        if (parts[i] ~ /\./) {
            if (i < count || !is_ipv4(parts[i])) return 0
            groups += 2
        } else if (length(parts[i]) > 4) return 0
        else groups += parts[i] != ""
    }
    return text ~ /::/ ? groups < 8 : groups == 8
}

function is_address(text, family) {
    return family == 4 ? is_ipv4(text) : is_ipv6(text)
}

function is_prefix(text, family) {
    return text ~ /^[0-9]+$/ && length(text) < 4 && text + 0 <= bits(family)
}

function bits(family) {
    return family == 4 ? 32 : 128
}

# The number of a word in a list of words, counted from 0; -1 when it is not there.
function position(word, list,    words, count, i) {
    count = split(list, words, " ")
    for (i = 1; i <= count; i++) if (words[i] == word) return i - 1
    return -1
}

# The prefix of a netmask such as 255.255.254.0; -1 for what is none, such as 255.0.255.0.
function prefix_of_netmask(mask,    parts, i, part, prefix) {
    if (!is_ipv4(mask)) return -1
    split(mask, parts, ".")
    for (i = 1; i <= 4; i++) {
        part = position(parts[i], "0 128 192 224 240 248 252 254 255")
        if (part < 0 || (part > 0 && prefix % 8 > 0) || (part > 0 && prefix < 8 * (i - 1))) return -1
        prefix += part
    }
    return prefix + 0
}

# The prefix that an address without one has, as the network scripts compute it.
function prefix_of_class(address) {
    return address + 0 < 128 ? 8 : address + 0 < 192 ? 16 : 24
}

function is_in_network(address, other, prefix) {
    return int(as_number(address) / 2 ^ (32 - prefix)) == int(as_number(other) / 2 ^ (32 - prefix))
}

function as_number(address,    parts) {
    split(address, parts, ".")
    return ((parts[1] * 256 + parts[2]) * 256 + parts[3]) * 256 + parts[4]
}

# ADDRESS or ADDRESS/PREFIX, always with the prefix; nothing for what is neither.
function with_prefix(text, family, otherwise,    slash, address, prefix) {
    slash = index(text, "/")
    address = slash ? substr(text, 1, slash - 1) : text
    prefix = slash ? substr(text, slash + 1) : otherwise
    if (slash && family == 4 && prefix ~ /\./) prefix = prefix_of_netmask(prefix)
    return is_address(address, family) && is_prefix(prefix, family) ? address "/" prefix : ""
}

function is_hardware_address(text,    parts, count, i) {
    count = split(text, parts, ":")
    if (count != 6) return 0
    for (i = 1; i <= count; i++) if (parts[i] !~ /^[0-9A-Fa-f][0-9A-Fa-f]$/) return 0
    return 1
}

function is_interface(text) {
    return length(text) < 16 && text !~ /^\.\.?$/ && text ~ /^[A-Za-z0-9_.+@-]+$/
}

function is_uuid(text,    parts) {
    if (split(text, parts, "-") != 5 || text !~ /^[0-9A-Fa-f-]+$/) return 0
    return length(parts[1]) == 8 && length(parts[2]) == 4 && length(parts[3]) == 4 &&
        length(parts[4]) == 4 && length(parts[5]) == 12
}
