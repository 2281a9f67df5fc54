#!/bin/sh
# Ends a live boot that has not left the initramfs in time, whatever it waits for: a device, a server,
# somebody who presses Enter, or dracut, which gives its own device 50 minutes.

# shellcheck source-path=SCRIPTDIR source=livemode-lib.sh
. /lib/livemode-lib.sh

is_live_boot || exit 0

limit=$(getarg "$argument_timeout=")
case $limit in
'' | *[!0-9]*)
    # A download takes its time.
    if [ -n "$(image_device)" ]; then limit=$limit_disk; else limit=$limit_url; fi
    ;;
esac
sleep "$limit"

if is_attended; then
    # Who is there may be about to answer, and has been told when it has failed already.
    while [ -n "$(asked_for)" ]; do sleep 5; done
    [ ! -e "$state/reason" ] || exit 0
fi
reason="it has not left the initramfs after $limit s: $(/usr/lib/livemode/find-reason)"
give_up "$reason"
emergency_shell "livemode: $reason"
