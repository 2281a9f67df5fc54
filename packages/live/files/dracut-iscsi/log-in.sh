#!/bin/sh
# Logs in to the iSCSI targets of this machine, and tries again until it has. It has no end of its own: a boot that does
# not leave the initramfs has one.

# shellcheck source-path=SCRIPTDIR/../99livemode source=livemode-lib.sh
. /lib/livemode-lib.sh

problem=$state/iscsi-problem

# Whether there is a session with this target through this portal, ADDRESS:PORT: the kernel knows, whatever iscsiadm has seen of it.
is_logged_in() {
    for session in /sys/class/iscsi_session/session*; do
        [ "$(cat "$session/targetname" 2>/dev/null)" = "$1" ] || continue
        [ "$(cat "$session/state" 2>/dev/null)" = LOGGED_IN ] || continue
        for connection in "$session"/device/connection*/iscsi_connection/connection*; do
            address=$(cat "$connection/persistent_address" 2>/dev/null)
            case $address in *:*) address="[$address]" ;; esac
            [ "$address:$(cat "$connection/persistent_port" 2>/dev/null)" != "$2" ] || return 0
        done
    done
    return 1
}

log_in() {
    # A first try may take as long as all that this boot has.
    [ -s "$problem" ] || echo "no login to the iSCSI target $1 at $2: it has not answered" >"$problem"
    said=$(iscsiadm --mode node --targetname "$1" --portal "$2" --login 2>&1)
    code=$?
    if [ "$code" -eq 0 ] || is_logged_in "$1" "$2"; then
        say "logged in to the iSCSI target $1 at $2"
        return 0
    fi
    why=$(printf '%s\n' "$said" | sed -n 's/.*initiator reported error (\(.*\))$/\1/p')
    # Its last line says only that it has failed.
    why=${why:-$(printf '%s\n' "$said" | sed -n 's/^iscsiadm: //p' | sed ':a;N;$!ba;s/\n/; /g')}
    echo "no login to the iSCSI target $1 at $2: ${why:-iscsiadm exits with code $code}" >"$problem"
    return 1
}

mkdir -p /run/lock/iscsi
while read -r target portal; do
    until log_in "$target" "$portal"; do sleep 5; done
    rm -f "$problem"
done <"$iscsi_logins"
echo yes >"$state/iscsi"
