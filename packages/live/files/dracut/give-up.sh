#!/bin/sh
# The end of a live boot that has failed: says why, leaves a report, and reboots. Where that leads is
# the boot loader's: into the source system, unless its upgrade has begun.
# Where somebody is to be waited for it returns instead.

# shellcheck source-path=SCRIPTDIR source=livemode-lib.sh
. /lib/livemode-lib.sh

reason=$1
where='into the source system, or, where its upgrade has begun, into this one again'

# A disk that does not answer must not keep the machine: each step has its time.
wait_for_end_of() {
    seconds=$2
    while [ "$seconds" -gt 0 ] && kill -0 "$1" 2>/dev/null; do
        sleep 1
        seconds=$((seconds - 1))
    done
}

say_error "the live boot has failed: $reason"
printf '%s\n' "$reason" >"$state/reason"
/usr/lib/livemode/leave-report "$reason" &
wait_for_end_of $! 30

if is_attended; then
    say_error "waiting for an administrator; a restart leads $where"
    exit 0
fi
say_error "rebooting $where"
systemctl --force --force reboot &
wait_for_end_of $! 15
while :; do
    echo b >/proc/sysrq-trigger
    sleep 1
done
