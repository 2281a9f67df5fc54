#!/bin/sh
# Holds the image against its checksum, before anything of it is mounted. $1 is the device that it lies
# on, or the image itself when it has been downloaded. Prints what is wrong, and fails then.

# shellcheck source-path=SCRIPTDIR source=livemode-lib.sh
. /lib/livemode-lib.sh

folder=$state/device
is_mounted=

wrong() {
    echo "$*"
    [ -z "$is_mounted" ] || umount "$folder" 2>/dev/null || umount -l "$folder"
    exit 1
}

if [ -f "$1" ]; then
    image=$1
    later=$1
    where="what was downloaded from $(image_source)"
else
    mkdir -p "$folder"
    # Looking at it is not writing to it. dracut mounts it anew.
    problem=$(mount -o ro "$1" "$folder" 2>&1) ||
        wrong "the image cannot be looked for: $(image_source) cannot be mounted: $problem"
    is_mounted=1
    image=$folder$(image_path)
    later=$live_device$(image_path)
    where="$(image_path) on $(image_source)"
    [ -f "$image" ] || wrong "the image is missing: there is no $where"
fi

# An image that nothing is known of is none that was installed.
expected=$(getarg "$argument_sha256=")
[ -n "$expected" ] || wrong "the image cannot be checked: the command line has no $argument_sha256="
sum=$(sha256sum 2>&1 <"$image") || wrong "the image cannot be read: $where: $sum"
sum=${sum%% *}
[ "$sum" = "$expected" ] || wrong "the image is not the one that was installed: \
the SHA-256 of $where is $sum, and should be $expected"
say "the image is the one that was installed"
[ -z "$is_mounted" ] || umount "$folder"
# For the check of the root that comes of it.
printf '%s\n' "$later" >"$state/image"
