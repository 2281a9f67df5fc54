#!/bin/sh
# Serves each file NAME.img of a folder by iSCSI, as the target iqn.2026-11.org.example:NAME, to who knows the user and the
# password. Started before QEMU, in its container; it needs no modules of the kernel.
set -eu

folder=/target
user=$1
password=$2

tgtd --iscsi portal=127.0.0.1:3260
tell() {
    tgtadm --lld iscsi "$@"
}
until tell --op show --mode target >/dev/null 2>&1; do sleep 0.1; done

tell --op new --mode account --user "$user" --password "$password"
number=0
for file in "$folder"/*.img; do
    number=$((number + 1))
    name=${file##*/}
    tell --op new --mode target --tid "$number" --targetname "iqn.2026-11.org.example:${name%.img}"
    tell --op new --mode logicalunit --tid "$number" --lun 1 --backing-store "$file"
    tell --op bind --mode target --tid "$number" --initiator-address ALL
    tell --op bind --mode account --tid "$number" --user "$user"
done
