#!/bin/sh
# Leaves $1, the command line and the journal on the disk that holds the image: beside the log of the
# upgrade where /var is on it, else beside the image. Where that disk is not there, the root of the source has
# to do; where the image is downloaded, the console has.

# shellcheck source-path=SCRIPTDIR source=livemode-lib.sh
. /lib/livemode-lib.sh

reason=$1
device=$(image_device)
name=$log_report

none() {
    say_error "no report is left: $*"
    exit 0
}

# The root of the source as the machine's part names it, where that is by its UUID.
root_source() {
    [ ! -e "$machine_part/etc/fstab" ] ||
        sed -n "s|^\(UUID=[^ ]*\) $separate_root .*|\1|p" "$machine_part/etc/fstab"
}

[ -n "$device" ] || none "the image does not come from a disk"
where=$(image_source)
is_root=
if ! [ -e "$device" ]; then
    device=/dev/disk/by-uuid/$(root_source | sed 's/^UUID=//')
    [ -b "$device" ] || [ -f "$device" ] || none "$where is not there"
    where=$(root_source)
    is_root=1
fi

# Without an end of its own: dracut's mount of it stays, as long as there is one.
disk=$state/source
mkdir -p "$disk"
# It may still be mounted read-only, where the image was being looked at.
mount -o remount,rw "$live_device" 2>/dev/null
problem=$(mount -o rw "$device" "$disk" 2>&1) || none "$where cannot be written: $problem"

# Whatever else has that UUID is left alone.
is_source() {
    id=$(cat "$disk$installation" 2>/dev/null)
    [ -n "$id" ] && grep -q "\"installation\": \"$id\"" "$machine_part$machine_facts"
}
if [ -n "$is_root" ] && ! is_source; then
    umount "$disk"
    none "$where is not the source system"
fi

# An empty folder may be the place of another file system, which would hide what is in it.
has_files() {
    for file in "$1"/*; do
        [ ! -e "$file" ] || return 0
    done
    return 1
}

# The folder for logs in the file system that /var is in: from that of the image upwards.
find_folder() {
    if [ -n "$is_root" ]; then
        if has_files "$disk${log_folder%/*}"; then echo "$log_folder"; else echo "$fallback_folder"; fi
        return
    fi
    beside_image=$(image_path)
    beside_image=${beside_image%/*}
    folder=$beside_image/
    while folder=${folder%/*}; do
        if has_files "$disk$folder/var/log"; then
            echo "$folder$log_folder"
            return
        elif has_files "$disk$folder/log" && [ -d "$disk$folder/lib" ]; then
            echo "$folder${log_folder#/var}"
            return
        fi
        [ -n "$folder" ] || break
    done
    echo "$beside_image"
}

write_report() {
    echo "The live boot has failed in the initramfs: $reason"
    echo
    echo "Command line:"
    # A URL may hold a password.
    sed 's|://[^/@ ]*@|://*****@|g' /proc/cmdline
    echo
    echo "Devices:"
    blkid
    echo
    echo "Mounts:"
    cat /proc/mounts
    echo
    echo "The end of the journal:"
    journalctl --boot --no-pager --output=short-monotonic --lines=400
}

folder=$(find_folder)
mkdir -p "$disk$folder"
# Only the report may hold a secret. The folder may be one that others can write to: no link in it is followed.
report=$disk$folder/$name
rm -f "$report.new"
if (umask 077 && set -C && write_report >"$report.new" 2>&1) && mv -T "$report.new" "$report"; then
    # What the run of the upgrade leaves when it fails; here it has not even begun.
    case $folder in
    */log/leapp) printf '%s\n' "$reason" >"$disk$folder/$log_flag" ;;
    esac
    say_error "the report is $folder/$name on $where"
else
    say_error "no report is left: $where cannot be written"
fi
sync
umount "$disk"
