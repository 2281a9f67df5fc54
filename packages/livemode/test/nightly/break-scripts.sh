#!/bin/sh
# break-scripts.sh, run by dpkg before it does something (see pre-invoke in dpkg(1)).
#
# Breaks the scripts that configure packages of the source: one that /run/break names with `exit 1`, `sleep 36000`. A line
# each: PACKAGE COMMAND. A package that is unpacked anew brings its script whole, and is broken again.
while read -r package command; do
    script=/sysroot/var/lib/dpkg/info/$package.postinst
    grep -q '# broken$' "$script" || sed -i "1a $command # broken" "$script"
done </run/break
exit 0
