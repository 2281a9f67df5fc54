#!/bin/sh
# What the scripts of this module have in common; sourced. Where they have another answer than the
# command line's, it is because a person is there.

# shellcheck source=/dev/null
command -v getarg >/dev/null || . /lib/dracut-lib.sh

# Names, places and limits: the table that the live system has, too.
# shellcheck source-path=SCRIPTDIR source=livemode-table.sh
. /lib/livemode-table.sh

mkdir -p "$state"

# To every console and the journal, through the kernel; the number is a level of syslog(3).
say() {
    printf '<6>livemode: %s\n' "$*" >>/dev/kmsg
}

# The same as an error, so that it is seen where the kernel is told to be quiet.
say_error() {
    printf '<3>livemode: %s\n' "$*" >>/dev/kmsg
}

# The same initramfs can start an installed system, which is none of this module's business.
is_live_boot() {
    case $(getarg root=) in
    live:*) return 0 ;;
    esac
    return 1
}

# Whether somebody is to be waited for: the upgrade is started by hand, or a shell was asked for.
is_attended() {
    ! getargbool 1 "$argument_autostart" || getargbool 0 rd.shell || getarg rd.break >/dev/null
}

# What somebody is asked for right now, see systemd-ask-password(1); nothing where nobody is.
asked_for() {
    for question in /run/systemd/ask-password/ask.*; do
        [ ! -e "$question" ] || sed -n 's/^Message=//p' "$question"
    done
}

# The unit of the first encrypted device that could not be opened; nothing where there is none.
unopened_devices() {
    systemctl list-units --failed --plain --no-legend 'systemd-cryptsetup@*' 2>/dev/null | sed 's/ .*//; q'
}

# Where the image comes from, as the command line says it: UUID=..., /dev/... or a URL.
image_source() {
    source_argument=$(getarg root=)
    printf '%s' "${source_argument#live:}"
}

# The device that holds the image; nothing when it is downloaded.
image_device() {
    case $(image_source) in
    UUID=*) printf '/dev/disk/by-uuid/%s' "$(image_source | sed 's/^UUID=//')" ;;
    LABEL=*) printf '/dev/disk/by-label/%s' "$(image_source | sed 's/^LABEL=//')" ;;
    PARTUUID=*) printf '/dev/disk/by-partuuid/%s' "$(image_source | sed 's/^PARTUUID=//')" ;;
    PARTLABEL=*) printf '/dev/disk/by-partlabel/%s' "$(image_source | sed 's/^PARTLABEL=//')" ;;
    /dev/*) image_source ;;
    esac
}

# The path of the image on that device.
image_path() {
    folder=$(getarg rd.live.dir=)
    name=$(getarg rd.live.squashimg=)
    folder=${folder:-LiveOS}
    folder=${folder#/}
    # The image may lie at the top of its file system.
    printf '/%s%s' "${folder:+$folder/}" "${name:-squashfs.img}"
}

# Reports $1, and reboots. Returns only where somebody is to be waited for.
give_up() {
    /usr/lib/livemode/give-up "$1"
}
