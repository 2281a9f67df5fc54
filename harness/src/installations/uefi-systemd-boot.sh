#!/bin/sh
# Installs systemd-boot on the firmware's partition.
set -eux

systemctl is-system-running --wait || true
mkfs.vfat -F 32 -i 6C1F5A59 /dev/vda1
udevadm settle
mkdir -p /boot/efi
mount /boot/efi
bootctl --make-entry-directory=yes install
printf 'timeout 1\n' >/boot/efi/loader/loader.conf
efibootmgr
