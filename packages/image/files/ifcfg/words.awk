# The value of a shell assignment, taken apart by hand: the file is data and is never run, so that
# `$(...)` and `$NAME` stay the text that they are.

# The value at the start of the text. `unquote_problem` says why it is none.
function unquote(text,    at, character, quote, value, end) {
    unquote_problem = ""
    end = length(text)
    for (at = 1; at <= end; at++) {
        character = substr(text, at, 1)
        if (quote == "" && character ~ /[ \t;]/) break
        else if (quote == "" && character == "$" && substr(text, at + 1, 1) == "'") {
            quote = "$"
            at++
        } else if (quote == "" && (character == "'" || character == "\"")) quote = character
        else if (character == (quote == "$" ? "'" : quote)) quote = ""
        else if (character == "\\" && is_escaped(substr(text, at + 1, 1), quote)) {
            at++
            if (quote == "$") {
                value = value control_character(substr(text, at, 3))
                at += control_length - 1
            } else value = value substr(text, at, 1)
        } else value = value character
    }
    if (quote != "") unquote_problem = "a quote is not closed"
    else if (substr(text, at) !~ /^[ \t;]*([ \t;]#.*)?$/) {
        unquote_problem = "there is more than one word, and no quotes around them"
    }
    return value
}

# Whether a backslash before this character takes part in quoting, as sh(1) has it.
function is_escaped(character, quote) {
    if (character == "") return 0
    if (quote == "'") return 0
    return quote == "\"" ? index("\\\"$`", character) > 0 : 1
}

# What stands behind a backslash within $'...'; `control_length` is how much of the text that was.
function control_character(text,    letter, at, code) {
    letter = substr(text, 1, 1)
    control_length = 1
    if (letter ~ /[0-7]/) {
        for (at = 1; at <= 3 && substr(text, at, 1) ~ /[0-7]/; at++) code = code * 8 + substr(text, at, 1)
        control_length = at - 1
        return sprintf("%c", code)
    }
    if (letter == "n") return "\n"
    if (letter == "t") return "\t"
    if (letter == "r") return "\r"
    return letter
}
