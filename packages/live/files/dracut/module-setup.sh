#!/bin/bash
# dracut's description of this module: it makes sure that a live boot starts the image that was
# installed, and that it ends in the source system when it cannot.

check() {
    require_binaries veritysetup losetup journalctl || return 1
    # Only where it is asked for.
    return 255
}

depends() {
    echo dmsquash-live dracut-systemd
}

installkernel() {
    # The second one is not a dependency: dm-verity asks for it by name.
    hostonly='' instmods dm-verity sha256
}

# The variables are dracut's.
# shellcheck disable=SC2154
install() {
    local script wants="${initdir}${systemdsystemunitdir}/initrd.target.wants"
    inst_multiple cat cp dd dirname find grep losetup mkdir modprobe mount mv readlink rm sed sleep stat sync \
        umount veritysetup

    # This module comes after dmsquash-live, whose script is there already. Without it nothing would
    # be checked, so that there had better be no initramfs.
    if ! mv "$initdir/sbin/dmsquash-live-root" "$initdir/sbin/dmsquash-live-root.dracut"; then
        dfatal "livemode: dmsquash-live has not installed /sbin/dmsquash-live-root"
        exit 1
    fi
    inst_script "$moddir/live-root.sh" /sbin/dmsquash-live-root

    inst_simple "$moddir/livemode-lib.sh" /lib/livemode-lib.sh
    inst_simple "$moddir/livemode-table.sh" /lib/livemode-table.sh
    for script in check-root find-reason give-up leave-report limit open-image put-machine-part; do
        inst_script "$moddir/$script.sh" "/usr/lib/livemode/$script"
    done
    # Before and behind those of the module fips, 00-fips-boot.sh and 01-fips-noboot.sh.
    inst_hook pre-pivot 00 "$moddir/bind-boot.sh"
    inst_hook pre-pivot 02 "$moddir/unbind-boot.sh"
    inst_hook pre-pivot 98 "$moddir/assert-root.sh"
    inst_hook emergency 00 "$moddir/emergency.sh"
    inst_hook shutdown-emergency 00 "$moddir/emergency.sh"
    inst_simple "$moddir/download.conf" /etc/conf.d/livemode.conf

    inst_simple "$moddir/livemode-limit.service" "$systemdsystemunitdir/livemode-limit.service"
    mkdir -p "$wants"
    ln -sf ../livemode-limit.service "$wants/livemode-limit.service"
}
