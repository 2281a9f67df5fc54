#!/bin/sh
# Logs in to the iSCSI targets of this machine, and tries again until it has. It has no end of its own: a boot that does
# not leave the initramfs has one.

# shellcheck source-path=SCRIPTDIR/../99livemode source=livemode-lib.sh
. /lib/livemode-lib.sh

problem=$state/iscsi-problem
# A session that is there already, see iscsiadm(8).
exists=15

log_in() {
    # A first try may take as long as all that this boot has.
    [ -s "$problem" ] || echo "no login to the iSCSI target $1 at $2: it has not answered" >"$problem"
    said=$(iscsiadm --mode node --targetname "$1" --portal "$2" --login 2>&1)
    code=$?
    if [ "$code" -eq 0 ] || [ "$code" -eq "$exists" ]; then
        say "logged in to the iSCSI target $1 at $2"
        return 0
    fi
    why=$(printf '%s\n' "$said" | sed -n 's/.*initiator reported error (\(.*\))$/\1/p')
    why=${why:-$(printf '%s\n' "$said" | sed -n '$s/^iscsiadm: //p')}
    echo "no login to the iSCSI target $1 at $2: ${why:-iscsiadm exits with code $code}" >"$problem"
    return 1
}

mkdir -p /run/lock/iscsi
while read -r target portal; do
    until log_in "$target" "$portal"; do sleep 5; done
    rm -f "$problem"
done <"$iscsi_logins"
echo yes >"$state/iscsi"
