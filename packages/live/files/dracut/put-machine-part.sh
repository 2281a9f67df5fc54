#!/bin/sh
# Puts the machine's part into the live root: the files of the archive that followed the initramfs. An image that is
# booted without one knows no source, and says so.

# shellcheck source-path=SCRIPTDIR source=livemode-lib.sh
. /lib/livemode-lib.sh

root=${NEWROOT:-/sysroot}
if [ -d "$machine_part" ] && cp -a "$machine_part/." "$root/"; then
    say "the machine's part is in place"
else
    sentence="this image has no machine's part: nothing can be upgraded here"
    say_error "$sentence"
    printf '%s\n\n' "$sentence" >>"$root/etc/issue"
    printf '%s\n' "$sentence" >>"$root/etc/motd"
fi
