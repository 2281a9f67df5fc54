# The variables of ifcfg files. What nobody asked for is told in the end, so that nothing is lost in silence.

# Reads all assignments of a file into `values`, and the lines they stand on into `numbers`.
function read_variables(path, values, numbers,    line, number, key, value) {
    while ((getline line < path) > 0) {
        number++
        sub(/\r$/, "", line)
        sub(/^[ \t]*(export[ \t]+)?/, "", line)
        if (line == "" || line ~ /^#/) continue
        if (line !~ /^[A-Za-z_][A-Za-z0-9_]*=/) {
            say(place(path, number), "this is no assignment; the line is left out")
            continue
        }
        key = substr(line, 1, index(line, "=") - 1)
        value = unquote(substr(line, index(line, "=") + 1))
        if (unquote_problem != "") {
            say(place(path, number), key ": " unquote_problem "; the line is left out")
            continue
        }
        values[key] = value
        numbers[key] = number
    }
    close(path)
}

function base_name(path) {
    sub(/.*\//, "", path)
    return path
}

function place(path, number) {
    return base_name(path) ":" number
}

function say(where, message) {
    # A value must not make lines of its own in the journal.
    gsub(/[[:cntrl:]]/, "?", message)
    print "livemode: " where ": " message > "/dev/stderr"
}

# Gives the whole file up.
function refuse(where, message) {
    say(where, message "; the file is left out")
    exit 3
}

# Where this variable of the ifcfg file stands.
function line_with(key) {
    return place(file, element(numbers, key))
}

# A value that may not be there. (gawk 5.2 breaks when a missing element itself is handed to a function.)
function element(array, key) {
    return key in array ? array[key] : ""
}

# A variable of the ifcfg file, from now on one that was asked for.
function take(key) {
    taken[key] = 1
    return element(values, key)
}

function is_yes(text) {
    return tolower(text) ~ /^(yes|y|true|t|on|1)$/
}

function is_no(text) {
    return tolower(text) ~ /^(no|n|false|f|off|0)$/
}

function take_boolean(key, otherwise,    text) {
    text = take(key)
    if (is_yes(text)) return 1
    if (is_no(text)) return 0
    if (text != "") {
        say(line_with(key), key "=" text " is neither yes nor no; taken as " (otherwise ? "yes" : "no"))
    }
    return otherwise
}

# NetworkManager drops a number that is too large without a word.
function is_number(text, least, most) {
    return text ~ /^-?[0-9]+$/ && text + 0 >= least && text + 0 <= most
}

# A whole number, or nothing.
function take_number(key, least, most,    text) {
    text = take(key)
    if (text == "" || is_number(text, least, most)) return text
    say(line_with(key), key "=" text " is not a number from " least " to " most "; it is left out")
    return ""
}

# Tells which variables of a file nobody asked for, in the file's order: an awk has none of its own. Their
# values may be secret.
function tell_the_rest(path, values, numbers, taken, why,    key, count, keys, i, j) {
    for (key in values) if (values[key] != "" && !(key in taken)) {
        for (j = ++count; j > 1 && numbers[keys[j - 1]] > numbers[key]; j--) keys[j] = keys[j - 1]
        keys[j] = key
    }
    for (i = 1; i <= count; i++) say(place(path, numbers[keys[i]]), keys[i] " is not carried over" why)
}
