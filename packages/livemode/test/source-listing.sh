#!/bin/sh
# source-listing.sh ROOT
#
# All that can be told of the files of a source: kind, mode, owner, time and content; then their attributes. What is not
# taken back is not in it: logs, caches, what is temporary, and livemode's own places.
set -eu
cd "$1"
list() {
    find . -xdev \( \
        -path ./etc/livemode -o -path ./var/lib/leapp -o -path ./boot/livemode -o -path ./var/log -o -path ./tmp \
        -o -path ./var/tmp -o -path ./run -o -path ./proc -o -path ./sys -o -path ./dev -o -path ./.noreboot \
        -o -path ./lost+found -o -path ./boot/efi -o \( -path './var/cache/*' ! -path './var/cache/debconf*' \) \
        \) -prune -o "$@"
}
list -printf '%p %y %m %U:%G %T@ %l\n' | sort
list -type f -print0 | sort -z | xargs -0 sha256sum
list -print0 | tar --create --no-recursion --null --files-from=- --xattrs --xattrs-include='*' --acls | tar --list -vv --xattrs --acls |
    grep -B 1 '^  [xa]: ' || :
