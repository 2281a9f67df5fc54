#!/bin/sh
# Whether the initramfs has logged in where it has to; sourced by dracut in a shell of its own.

# shellcheck source-path=SCRIPTDIR/../99livemode source=livemode-table.sh
. /lib/livemode-table.sh

[ ! -e "$iscsi_logins" ] || [ -e "$state/iscsi" ]
