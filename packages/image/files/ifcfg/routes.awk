# route-NAME and route6-NAME: numbered variables, or one line of arguments of `ip route` per route.

# Puts the routes of a file into the keyfile's section of that family.
function read_routes(path, family,    line, numbered, section) {
    section = "ipv" family
    while ((getline line < path) > 0) if (line ~ /^[ \t]*ADDRESS[0-9]+=/) numbered = 1
    close(path)
    if (numbered && family == 4) read_numbered_routes(path, section)
    else read_route_lines(path, family, section)
}

function read_numbered_routes(path, section,    values, numbers, i, asked) {
    read_variables(path, values, numbers)
    for (i = 0; i < 256; i++) if ("ADDRESS" i in values) {
        asked["ADDRESS" i] = asked["NETMASK" i] = asked["GATEWAY" i] = asked["METRIC" i] = 1
        numbered_route(place(path, numbers["ADDRESS" i]), section, values["ADDRESS" i],
            element(values, "NETMASK" i), element(values, "GATEWAY" i), element(values, "METRIC" i))
    }
    tell_the_rest(path, values, numbers, asked, "")
}

function numbered_route(where, section, address, mask, gateway, metric,    prefix) {
    prefix = mask == "" ? 32 : prefix_of_netmask(mask)
    if (!is_ipv4(address)) lose_route(where, address " is not an IPv4 address")
    else if (prefix < 0) lose_route(where, mask " is not a netmask")
    else if (gateway != "" && !is_ipv4(gateway)) lose_route(where, gateway " is not an IPv4 address")
    else if (metric != "" && !is_number(metric, 0, 4294967295)) lose_route(where, metric " is not a metric")
    else put_route(section, address "/" prefix, gateway, metric, "")
}

function lose_route(where, why) {
    say(where, why "; the route is left out")
}

function read_route_lines(path, family, section,    line, number) {
    while ((getline line < path) > 0) {
        number++
        sub(/#.*/, "", line)
        gsub(/[ \t\r]+/, " ", line)
        if (line !~ /^ ?$/) route_line(place(path, number), line, family, section)
    }
    close(path)
}

function route_line(where, line, family, section,    words, count, i, word, next_word, found, problem) {
    count = split(line, words, " ")
    for (i = 1; i <= count && problem == ""; i++) {
        word = words[i]
        if (word == "onlink") found["options"] = found["options"] ",onlink=true"
        else if (word ~ /^(blackhole|unreachable|prohibit)$/) {
            found["type"] = word
            found["options"] = found["options"] ",type=" word
        }
        else if (word ~ /^(add|unicast)$/) continue
        else if (!is_route_word(word)) {
            if ("to" in found) problem = word " is not known here"
            else problem = route_word("to", word, family, found)
        } else if (i == count) problem = word " has no value"
        else {
            next_word = words[++i]
            # As in `via inet6 fe80::1` and `mtu lock 1400`.
            if (next_word ~ /^(inet6?|lock)$/ && i < count) {
                if (next_word == "lock") found["options"] = found["options"] ",lock-" word "=true"
                next_word = words[++i]
            }
            problem = route_word(word, next_word, family, found)
        }
    }
    if (problem == "" && !("to" in found)) problem = "there is no destination"
    if (problem == "" && "type" in found && "via" in found) problem = found["type"] " and via exclude each other"
    if (problem != "") lose_route(where, problem)
    else {
        put_route(section, found["to"], element(found, "via"), element(found, "metric"),
            element(found, "options"))
    }
}

function is_route_word(word) {
    if (word ~ /^(to|via|dev|src|proto|table)$/) return 1
    return word ~ /^(metric|preference|priority|mtu|window|initcwnd|initrwnd)$/
}

# Takes one word and its value into `found`; what is wrong with them, or nothing.
function route_word(word, text, family, found) {
    if (word == "to") {
        if (text == "default") text = family == 4 ? "0.0.0.0/0" : "::/0"
        found["to"] = with_prefix(text, family, bits(family))
        return found["to"] == "" ? text " is not an IPv" family " destination" : ""
    }
    if (word == "via") {
        found["via"] = text
        return is_address(text, family) ? "" : text " is not an IPv" family " address"
    }
    if (word == "src") {
        found["options"] = found["options"] ",src=" text
        return is_address(text, family) ? "" : text " is not an IPv" family " address"
    }
    # A profile's routes go over its own interface.
    if (word == "dev") return text == device ? "" : "it goes over " text ", and this profile is of " device
    # NetworkManager gives every route of a profile this one.
    if (word == "proto") return text == "static" ? "" : "proto " text " is not known here"
    if (word == "table") {
        found["options"] = found["options"] ",table=" table_number(text)
        return table_number(text) == "" ? "there is no table " text : ""
    }
    if (!is_number(text, 0, 4294967295)) return word " cannot be " text
    if (word ~ /^(metric|preference|priority)$/) found["metric"] = text
    else found["options"] = found["options"] "," word "=" text
    return ""
}

function put_route(section, destination, gateway, metric, options,    number) {
    number = ++routes[section]
    # An empty gateway is written as the address that means none.
    if (gateway == "" && metric != "") gateway = section == "ipv4" ? "0.0.0.0" : "::"
    if (gateway != "") gateway = "," gateway
    if (metric != "") metric = "," metric
    put(section, "route" number, destination gateway metric)
    if (options != "") put(section, "route" number "_options", substr(options, 2))
}
