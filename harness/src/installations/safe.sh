#!/bin/sh
# Makes a volume for data that the key file of the first one opens, with a file in it.
set -eux

systemctl is-system-running --wait || true
cryptsetup luksFormat --batch-mode --pbkdf pbkdf2 --pbkdf-force-iterations 1000 --type luks2 \
    --uuid 6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e63 /dev/vda3 /etc/vault.key
cryptsetup open --key-file /etc/vault.key /dev/vda3 safe
mkfs.ext4 -q /dev/mapper/safe
mkdir -p /safe
mount /dev/mapper/safe /safe
echo safe >/safe/marker
umount /safe
cryptsetup close safe
udevadm settle
