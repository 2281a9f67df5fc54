#!/bin/sh
# Opens the image by dm-verity: from here on the kernel holds every block of it against the root hash of the
# command line, each time that it is read. $1 is the device that the image lies on, or the image itself when it has
# been downloaded. Prints what is wrong, and leaves nothing open then.

# shellcheck source-path=SCRIPTDIR source=livemode-lib.sh
. /lib/livemode-lib.sh

name=${image_mapped##*/}
is_mounted=
loop=

wrong() {
    echo "$*"
    [ ! -e "$image_mapped" ] || veritysetup close "$name"
    [ -z "$loop" ] || losetup --detach "$loop"
    [ -z "$is_mounted" ] || umount "$live_device" 2>/dev/null || umount -l "$live_device"
    exit 1
}

# An image that nothing is known of is none that was installed.
root_hash=$(getarg "$argument_root_hash=")
hash_offset=$(getarg "$argument_hash_offset=")
[ -n "$root_hash" ] || wrong "the image cannot be checked: the command line has no $argument_root_hash="
case $hash_offset in
'' | *[!0-9]*) wrong "the image cannot be checked: the command line has no $argument_hash_offset=" ;;
esac

if [ -f "$1" ]; then
    image=$1
    where="what was downloaded from $(image_source)"
else
    mkdir -p "$live_device"
    # Looking at it is not writing to it.
    problem=$(mount -o ro "$1" "$live_device" 2>&1) ||
        wrong "the image cannot be looked for: $(image_source) cannot be mounted: $problem"
    is_mounted=1
    image=$live_device$(image_path)
    where="$(image_path) on $(image_source)"
    [ -f "$image" ] || wrong "the image is missing: there is no $where"
fi

size=$(stat -c %s "$image")
[ "$size" -gt "$hash_offset" ] || wrong "the image is not the one that was installed: \
$where has $size bytes, and should have more than $hash_offset"
loop=$(losetup --find --show --read-only "$image" 2>&1) || {
    problem=$loop
    loop=
    wrong "the image cannot be read: $where: $problem"
}

map() {
    # shellcheck disable=SC2086 # These are several options.
    problem=$(veritysetup open $verity_format --hash-offset="$hash_offset" \
        --data-blocks=$((hash_offset / verity_block)) "$@" "$loop" "$name" "$loop" "$root_hash" 2>&1)
}

# Any block leads to the root hash.
modprobe dm-verity
map || wrong "the image cannot be read: $where: $problem"
dd if="$image_mapped" of=/dev/null bs="$verity_block" count=1 2>/dev/null || wrong "the image is not the one that was \
installed: the root hash of $where is not $root_hash"

if ! is_attended; then
    # A block that is another one may be that of whatever would end this boot. Nobody is there to do it.
    veritysetup close "$name"
    map --panic-on-corruption || wrong "the image cannot be read: $where: $problem"
fi
say "the image is the one that was installed"
# For the live system, which reads it whole before anything is changed.
printf '%s\n' "$image" >"$state/image"
printf '%s\n' "$loop" >"$state/image-device"
