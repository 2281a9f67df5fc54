#!/bin/sh
# Moves /var and /boot of the running system to logical volumes.
set -eux

systemctl is-system-running --wait || true
pvcreate /dev/vda2
vgcreate system /dev/vda2
for volume in var:4G:6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e51 boot:600M:6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e52; do
    name=${volume%%:*}
    uuid=${volume##*:}
    size=${volume#*:}
    size=${size%:*}
    lvcreate --yes --name "$name" --size "$size" system
    mkfs.ext4 -q -U "$uuid" "/dev/system/$name"
    mount "/dev/system/$name" /mnt
    cp -a "/$name/." /mnt
    umount /mnt
done
udevadm settle
mount /boot
mount /var
