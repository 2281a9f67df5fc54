#!/bin/sh
# Installs shim and GRUB on the firmware's partition, as Debian's installer does, and once more where
# firmware looks that remembers nothing.
set -eux

systemctl is-system-running --wait || true
mkfs.vfat -F 32 -i 6C1F5A59 /dev/vda1
udevadm settle
mkdir -p /boot/efi
mount /boot/efi
grub-install --target=x86_64-efi --uefi-secure-boot --force-extra-removable
update-grub
efibootmgr
sync
