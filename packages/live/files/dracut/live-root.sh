#!/bin/sh
# Stands in the place of dracut's own dmsquash-live-root, and runs it with the image that was installed,
# and with no other. dracut itself would wait for 50 minutes where the image is missing, or boot the
# file system that it should lie on.

# shellcheck source-path=SCRIPTDIR source=livemode-lib.sh
. /lib/livemode-lib.sh

until /usr/lib/livemode/open-image "$1" >"$state/wrong"; do
    reason=$(cat "$state/wrong")
    give_up "$reason"
    # When the shell is left the image is looked at again: it may be there now.
    emergency_shell "livemode: $reason"
done
rm -f "$state/reason"
shift

# dracut would take the file by its name rather than the device that it is given.
hidden=
if [ -f "$live_device$(image_path)" ]; then
    hidden=$live_device$(dirname "$(image_path)")
    mount -t tmpfs none "$hidden"
fi
/sbin/dmsquash-live-root.dracut "$image_mapped" "$@"
code=$?
if [ -n "$hidden" ]; then
    umount "$hidden"
    # The upgrade writes to the device that the image lies on.
    mount -o remount,rw "$live_device"
fi
# A copy in the memory (rd.live.ram=1) has been read whole.
[ ! -e /run/initramfs/squashed.img ] || rm -f "$state/image-device"
exit $code
