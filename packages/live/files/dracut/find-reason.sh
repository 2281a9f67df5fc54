#!/bin/sh
# Prints why the initramfs comes to no end, as far as that can be told.

# shellcheck source-path=SCRIPTDIR source=livemode-lib.sh
. /lib/livemode-lib.sh

device=$(image_device)
# What dracut said before it refused to go on says most. The folder of its hooks is its variable.
# shellcheck disable=SC2154
if [ -s "$hookdir/emergency/01-die.sh" ]; then
    sed -n '1s/^warn //p' "$hookdir/emergency/01-die.sh"
elif question=$(asked_for) && [ -n "$question" ]; then
    echo "nobody has answered: $question"
elif unopened=$(unopened_devices) && [ -n "$unopened" ]; then
    echo "an encrypted device was not opened: $unopened"
elif [ -s "$state/iscsi-problem" ]; then
    cat "$state/iscsi-problem"
elif [ -n "$device" ] && ! [ -e "$device" ]; then
    echo "the device that holds the image has not appeared: $(image_source)"
elif [ -z "$device" ] && ! [ -e "$state/image" ]; then
    echo "the image has not been downloaded from $(image_source)"
elif failed=$(systemctl list-units --failed --plain --no-legend) && [ -n "$failed" ]; then
    printf '%s\n' "$failed" | sed 's/ .*//' | {
        units=
        while read -r unit; do units="$units $unit"; done
        echo "what failed:$units"
    }
else
    echo "the initramfs waits for: $(systemctl list-jobs --plain --no-legend 2>/dev/null |
        sed -n 's/^[0-9]* \([^ ]*\) .* running *$/\1/p' | sed ':a;N;$!ba;s/\n/, /g')"
fi
