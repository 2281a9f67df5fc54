# The keyfile that is made: its sections and keys in the order in which they were put.

function put(section, key, text) {
    if (!(section in contents)) sections[++section_count] = section
    contents[section] = contents[section] key "=" text "\n"
}

function put_if(section, key, text) {
    if (text != "") put(section, key, text)
}

# A text as a keyfile has it: no line of its own, no space at its start.
function escaped(text,    i, character, escape, out) {
    # Keyfiles are in UTF-8, and an older encoding would cost the whole profile.
    if (!is_utf8(text)) gsub(/[\200-\377]/, "?", text)
    for (i = 1; i <= length(text); i++) {
        character = substr(text, i, 1)
        escape = index("\\\n\r\t", character)
        if (escape) out = out "\\" substr("\\nrt", escape, 1)
        else out = out (i == 1 && character == " " ? "\\s" : character)
    }
    return out
}

# Byte by byte: the locale is C.
function is_utf8(text) {
    gsub(/[\302-\337][\200-\277]|[\340-\357][\200-\277][\200-\277]/, "", text)
    gsub(/[\360-\364][\200-\277][\200-\277][\200-\277]/, "", text)
    return text !~ /[\200-\377]/
}

function print_keyfile(    i) {
    for (i = 1; i <= section_count; i++) {
        printf "%s[%s]\n%s", (i > 1 ? "\n" : ""), sections[i], contents[sections[i]]
    }
}
