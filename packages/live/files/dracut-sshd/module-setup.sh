#!/bin/bash
# dracut's description of this module: sshd in the initramfs, over which an administrator answers what is asked there,
# and does nothing else.

# The variables are dracut's.
# shellcheck disable=SC2154
check() {
    require_binaries /usr/sbin/sshd systemd-tty-ask-password-agent \
        "$systemdutildir/systemd-reply-password" || return 1
    grep -q '^sshd:' "$dracutsysrootdir/etc/passwd" || return 1
    # Only where it is asked for.
    return 255
}

depends() {
    echo livemode network systemd-ask-password
}

# shellcheck disable=SC2154
install() {
    local own=/etc/livemode-sshd wants="$initdir$systemdsystemunitdir/initrd.target.wants"
    inst_multiple /usr/sbin/sshd sed sleep "$systemdutildir/systemd-reply-password"
    # From OpenSSH 9.8 on it consists of several programs.
    inst_multiple -o /usr/lib/openssh/sshd-session /usr/lib/openssh/sshd-auth

    grep '^sshd:' "$dracutsysrootdir/etc/passwd" >>"$initdir/etc/passwd"
    # Its account has a home, and no password: sshd lets nobody into one that is locked (systemd-sysusers has made it so).
    inst_dir /root
    [ ! -e "$initdir/etc/shadow" ] || sed -i 's/^root:[^:]*:/root:*:/' "$initdir/etc/shadow"

    inst_script "$moddir/answer.sh" /usr/lib/livemode/answer
    inst_simple "$moddir/sshd_config" "$own/sshd_config"
    inst_simple "$moddir/authorized_keys" "$own/authorized_keys"
    inst_simple "$moddir/livemode-sshd.service" "$systemdsystemunitdir/livemode-sshd.service"
    mkdir -p "$wants"
    ln -sf ../livemode-sshd.service "$wants/livemode-sshd.service"
}
