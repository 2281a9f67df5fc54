#!/bin/sh
# Stands in the place of dracut's own dmsquash-live-root, and runs it with the image that was installed,
# and with no other. dracut itself would wait for 50 minutes where the image is missing, or boot the
# file system that it should lie on.

# shellcheck source-path=SCRIPTDIR source=livemode-lib.sh
. /lib/livemode-lib.sh

until /usr/lib/livemode/check-image "$1" >"$state/wrong"; do
    reason=$(cat "$state/wrong")
    give_up "$reason"
    # When the shell is left the image is looked at again: it may be there now.
    emergency_shell "livemode: $reason"
done
rm -f "$state/reason"
exec /sbin/dmsquash-live-root.dracut "$@"
