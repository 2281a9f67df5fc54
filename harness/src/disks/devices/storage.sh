#!/bin/sh
# Makes the devices of a source machine that uses a bit of everything, on the partitions of /dev/vdb
# (storage.ts). Each file system gets a file "marker" that says which one it is.
set -eux

part=/dev/vdb
mark() { # NAME DEVICE
    mount "$2" /mnt
    echo "$1" >/mnt/marker
    umount /mnt
}

pvcreate --uuid "$PV_UUID" --norestorefile "${part}1"
vgcreate data "${part}1"
lvcreate --yes --wipesignatures y --zero y --size 320M --name home data
mkfs.xfs -q -m uuid="$HOME_UUID" /dev/data/home
mark home /dev/data/home

# Both halves are empty: there is nothing to bring in line.
mdadm --create /dev/md/srv --run --level=1 --raid-devices=2 --metadata=1.2 --assume-clean \
    --homehost="$HOMEHOST" --name=srv --uuid="$RAID_UUID" "${part}2" "${part}3"
mkfs.ext4 -q -U "$SRV_UUID" /dev/md/srv
mark srv /dev/md/srv

printf %s "$LUKS_KEY" >/run/data.key
# A key file needs no stretching, and a machine without KVM is slow.
cryptsetup luksFormat --batch-mode --type luks2 --uuid "$LUKS_UUID" --key-file /run/data.key \
    --pbkdf pbkdf2 --pbkdf-force-iterations 1000 "${part}4"
cryptsetup open --key-file /run/data.key "${part}4" vault
mkfs.ext4 -q -U "$VAULT_UUID" /dev/mapper/vault
mark vault /dev/mapper/vault

mkfs.btrfs -q -U "$BTRFS_UUID" "${part}5"
mount "${part}5" /mnt
btrfs subvolume create /mnt/@opt
echo opt >/mnt/@opt/marker
echo btrfs >/mnt/marker
umount /mnt

mkfs.vfat -n FIRMWARE -i "$VFAT_ID" "${part}6"
mark firmware "${part}6"

mkswap -U "$SWAP_UUID" "${part}7"

mkfs.ext4 -q -U "$PLAIN_UUID" "${part}8"
mount "${part}8" /mnt
mkdir /mnt/shared
echo shared >/mnt/shared/marker
echo plain >/mnt/marker
umount /mnt

cryptsetup close vault
mdadm --stop /dev/md/srv
vgchange --activate n data
sync
