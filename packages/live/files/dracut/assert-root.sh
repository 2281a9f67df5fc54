#!/bin/sh
# The last hook before the root is switched; sourced. No other root than the image is started.

# shellcheck source-path=SCRIPTDIR source=livemode-lib.sh
. /lib/livemode-lib.sh

while is_live_boot && ! wrong_root=$(/usr/lib/livemode/check-root); do
    give_up "$wrong_root"
    emergency_shell "livemode: $wrong_root"
done
! is_live_boot || /usr/lib/livemode/put-machine-part
