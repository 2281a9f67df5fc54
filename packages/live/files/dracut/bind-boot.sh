#!/bin/sh
# Before dracut's module fips holds the kernel against its HMAC; sourced. That module mounts what boot= names read-only, which
# the kernel refuses for a file system that is mounted writable already: the one with the image.

# shellcheck source-path=SCRIPTDIR source=livemode-lib.sh
. /lib/livemode-lib.sh

boot_argument=$(getarg boot=)
if is_live_boot && getargbool 0 fips && [ -n "$boot_argument" ]; then
    boot_device=$(readlink -f "/dev/disk/by-uuid/${boot_argument#UUID=}")
    while read -r mounted_device mounted_at _; do
        if [ "$mounted_at" = "$live_device" ] && [ "$(readlink -f "$mounted_device")" = "$boot_device" ]; then
            mkdir -p /boot
            mount --bind "$live_device" /boot
            mount -o remount,bind,ro /boot
            : >"$state/boot-bound"
        fi
    done </proc/mounts
fi
