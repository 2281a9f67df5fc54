#!/bin/sh
# Puts the machine's part into the live root: the files of the archive that followed the initramfs. An image that is
# booted without one knows no source, and says so.

# shellcheck source-path=SCRIPTDIR source=livemode-lib.sh
. /lib/livemode-lib.sh

root=${NEWROOT:-/sysroot}

tell() {
    say_error "$1"
    printf '%s\n\n' "$1" >>"$root/etc/issue"
    printf '%s\n' "$1" >>"$root/etc/motd"
}

# Folders that are there already stay as they are.
copy_files() {
    find "$machine_part" ! -type d | while read -r file; do
        place=$root${file#"$machine_part"}
        mkdir -p "${place%/*}" && cp -P -p "$file" "$place" || exit 1
    done
}

if ! [ -d "$machine_part" ]; then
    tell "this image has no machine's part: nothing can be upgraded here"
elif copy_files; then
    say "the machine's part is in place"
else
    rm -f "$root$machine_facts"
    tell "the machine's part could not be put into the live system: nothing can be upgraded"
fi
