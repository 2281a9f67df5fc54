# The numbers of routing tables: rt_tables gives them names, and keyfiles know numbers only.

function table_number(word) {
    if (is_number(word, 0, 4294967295)) return word
    if (!tables_read) read_tables()
    return word in tables ? tables[word] : ""
}

function read_tables(    line, fields) {
    tables_read = 1
    tables["local"] = 255
    tables["main"] = 254
    tables["default"] = 253
    while ((getline line < tables_file) > 0) {
        sub(/#.*/, "", line)
        if (split(line, fields, " ") == 2 && fields[1] ~ /^[0-9]+$/) tables[fields[2]] = fields[1]
    }
    close(tables_file)
}
