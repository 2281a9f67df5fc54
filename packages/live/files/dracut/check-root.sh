#!/bin/sh
# Makes sure that the root which came up is an overlay over the very image that was opened. Prints what
# it is instead, and fails then. dracut may take the file system that the image lies on for the root
# (rd.live.overlay.overlayfs, rd.overlay), which would be the source system, started with the wrong kernel.

# shellcheck source-path=SCRIPTDIR source=livemode-lib.sh
. /lib/livemode-lib.sh

root=${NEWROOT:-/sysroot}
base=/run/rootfsbase

wrong() {
    echo "the root that came up is not the image: $*"
    exit 1
}

[ -e "$state/image" ] || wrong "no image was looked at"

type=none
lower=
while read -r what where fstype options _; do
    # What is mounted last covers what was there before.
    case $where in
    "$root") device=$what type=$fstype mounted=",$options," ;;
    "$base") lower=$what ;;
    esac
done </proc/mounts
[ "$type" = overlay ] || wrong "$root is ${device:-nothing} ($type)"

# An overlay over nothing but this, or with it below a kept one.
case $mounted in
*",lowerdir=$base,"* | *",lowerdir+=$base,"* | *":$base,"*) ;;
*) wrong "$root is an overlay over something else: $mounted" ;;
esac

case $lower in
"$image_mapped") ;;
/dev/loop*)
    # The copy that rd.live.ram=1 makes of it.
    file=$(cat "/sys/block/${lower#/dev/}/loop/backing_file")
    [ "$file" = /run/initramfs/squashed.img ] || wrong "$lower is $file"
    ;;
*) wrong "$base is ${lower:-$(readlink "$base")}" ;;
esac

[ -s "$root$build_id" ] || wrong "it has no $build_id"
say "the root is image $(cat "$root$build_id")"
