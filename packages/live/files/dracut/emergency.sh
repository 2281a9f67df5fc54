#!/bin/sh
# The first hook when dracut has failed, before it opens a shell, or powers off; sourced.

# shellcheck source-path=SCRIPTDIR source=livemode-lib.sh
. /lib/livemode-lib.sh

# The same hooks belong to a shutdown, which has its own end. The variable is dracut's.
# shellcheck disable=SC2154
if is_live_boot && [ "${action-}" != Shutdown ]; then
    if ! [ -e "$state/reason" ]; then
        give_up "$(/usr/lib/livemode/find-reason)"
    elif ! is_attended; then
        # Who gave up first also reboots. dracut would switch off, or ask for Enter.
        while :; do sleep 60; done
    fi
fi
