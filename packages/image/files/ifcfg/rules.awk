# rule-NAME and rule6-NAME: one line of arguments of `ip rule` per rule. NetworkManager's own
# ROUTING_RULE_n variables hold the same words.

function read_rules(path, family,    line, number) {
    while ((getline line < path) > 0) {
        number++
        sub(/#.*/, "", line)
        gsub(/[ \t\r]+/, " ", line)
        if (line !~ /^ ?$/) rule_line(place(path, number), line, family)
    }
    close(path)
}

function take_rules(family,    i, key) {
    for (i = 0; i < 256; i++) {
        key = (family == 4 ? "ROUTING_RULE_" : "ROUTING_RULE6_") i
        if (take(key) != "") rule_line(line_with(key), values[key], family)
    }
}

function rule_line(where, line, family,    words, count, i, word, rule, found, problem, section) {
    section = "ipv" family
    count = split(line, words, " ")
    for (i = 1; i <= count && problem == ""; i++) {
        word = rule_name(words[i])
        if (word ~ /^(add|unicast)$/) continue
        if (word == "not") rule = rule " not"
        else if (word ~ /^(blackhole|unreachable|prohibit)$/) {
            found["type"] = 1
            rule = rule " type " word
        } else if (!is_rule_word(word)) problem = words[i] " is not known here"
        else if (i == count) problem = words[i] " has no value"
        else {
            problem = rule_problem(word, words[++i], family)
            found[word] = words[i]
            if (word != "priority") rule = rule " " word " " rule_value(word, words[i], family)
        }
    }
    if (problem != "") {
        say(where, problem "; the rule is left out")
        return
    }
    # The kernel gives a rule without a priority the one before the first that is there.
    rules[section]++
    if (!("priority" in found)) found["priority"] = 32766 - rules[section]
    if (!("table" in found) && !("type" in found)) rule = rule " table 254"
    put(section, "routing-rule" rules[section], "priority " found["priority"] rule)
}

# ip-rule(8) has several names for the same.
function rule_name(word) {
    if (word ~ /^(pref|order|preference|prio)$/) return "priority"
    if (word == "lookup") return "table"
    if (word == "dev") return "iif"
    if (word == "dsfield") return "tos"
    return word
}

function is_rule_word(word) {
    if (word ~ /^(from|to|priority|table|iif|oif|tos|fwmark)$/) return 1
    return word ~ /^(ipproto|sport|dport|uidrange|suppress_prefixlength)$/
}

function rule_value(word, text, family) {
    if (word == "table") return table_number(text)
    if (word == "ipproto") return protocol_number(text)
    if (word !~ /^(from|to)$/) return text
    if (text ~ /^(all|any|default)$/) return family == 4 ? "0.0.0.0/0" : "::/0"
    return with_prefix(text, family, bits(family))
}

# NetworkManager knows protocols by their numbers only.
function protocol_number(name,    known, count, i) {
    count = split("icmp 1 tcp 6 udp 17 gre 47 esp 50 ah 51 ipv6-icmp 58 sctp 132", known, " ")
    for (i = 1; i < count; i += 2) if (known[i] == name) return known[i + 1]
    return name
}

function rule_problem(word, text, family) {
    if (word ~ /^(from|to)$/) return rule_value(word, text, family) ? "" : text " is not an IPv" family " network"
    if (word == "table") return table_number(text) == "" ? "there is no table " text : ""
    if (word ~ /^(iif|oif)$/) return is_interface(text) ? "" : text " is not an interface"
    return has_number_form(word, text) ? "" : word " cannot be " text
}

function has_number_form(word, text,    parts, count, most) {
    if (word == "tos") return text ~ /^(0x)?[0-9A-Fa-f][0-9A-Fa-f]?$/
    if (word == "ipproto") return is_number(protocol_number(text), 0, 255)
    if (word == "fwmark") return text ~ /^(0x[0-9A-Fa-f]+|[0-9]+)(\/(0x[0-9A-Fa-f]+|[0-9]+))?$/
    if (word !~ /^(sport|dport|uidrange)$/) return is_number(text, 0, 4294967295)
    most = word == "uidrange" ? 4294967295 : 65535
    count = split(text, parts, "-")
    return count <= 2 && is_number(parts[1], 0, most) && is_number(parts[count], parts[1], most)
}
