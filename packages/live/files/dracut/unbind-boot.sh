#!/bin/sh
# Behind dracut's module fips; sourced.

# shellcheck source-path=SCRIPTDIR source=livemode-lib.sh
. /lib/livemode-lib.sh

if [ -e "$state/boot-bound" ]; then
    umount /boot
    rm -f "$state/boot-bound"
fi
