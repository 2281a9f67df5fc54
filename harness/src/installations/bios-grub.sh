#!/bin/sh
# Installs GRUB for a BIOS: its first part before the partitions, the rest in the BIOS boot partition.
set -eux

systemctl is-system-running --wait || true
grub-install --target=i386-pc /dev/vda
update-grub
sync
