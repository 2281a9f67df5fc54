#!/bin/sh
# Lists everything in which an installation could leave something: one line for each file, with what
# is in it, and for each variable of the boot loader and the firmware.
set -u

list() {
    find "$@" ! -type f -printf '%y %m %p %l\n'
    find "$@" -type f ! -name random-seed -printf '%y %m %p\n' -exec sha256sum {} +
}

for place in /boot /efi /etc/default /etc/grub.d /etc/kernel /var/lib/leapp; do
    [ ! -e "$place" ] || list "$place"
done | sort

[ ! -e /boot/grub/grubenv ] || grub-editenv /boot/grub/grubenv list | sort

# The loader writes some anew at every boot, e.g. when it was started.
variables=/sys/firmware/efi/efivars
for name in BootOrder BootNext 'Boot[0-9A-F][0-9A-F][0-9A-F][0-9A-F]' 'LoaderEntry[DO]*' 'LoaderConfig*'; do
    [ ! -e $variables ] || find $variables -name "$name-*" -exec sha256sum {} +
done | sort
