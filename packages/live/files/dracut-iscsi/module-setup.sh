#!/bin/bash
# dracut's description of this module: it logs in to the iSCSI targets that hold the image, or the system of a machine.

# The variables are dracut's.
check() {
    require_binaries iscsiadm iscsid || return 1
    # Only where it is asked for.
    return 255
}

depends() {
    echo livemode network iscsi
}

# shellcheck disable=SC2154
install() {
    local units="$initdir$systemdsystemunitdir"
    inst_multiple cat mkdir sed sleep
    inst_script "$moddir/log-in.sh" /usr/lib/livemode/log-in
    # What comes next may need a disk that nothing else waits for.
    inst_hook initqueue/finished 50 "$moddir/iscsi-logged-in.sh"

    inst_simple "$moddir/livemode-iscsi.service" "$systemdsystemunitdir/livemode-iscsi.service"
    mkdir -p "$units/initrd.target.wants" "$units/iscsid.service.d"
    ln -sf ../livemode-iscsi.service "$units/initrd.target.wants/livemode-iscsi.service"
    # What Debian has checked before is not in every initramfs, and the name of the initiator is there.
    printf '[Service]\nExecStartPre=\n' >"$units/iscsid.service.d/livemode.conf"
}
