# Prints one variable of an ifcfg file; ARGV has the file and the variable's name.

BEGIN {
    read_variables(ARGV[1], values, numbers)
    if (ARGV[2] in values) print values[ARGV[2]]
}
