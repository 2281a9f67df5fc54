#!/bin/sh
# Makes a volume that the key file opens, with a file in it.
set -eux

systemctl is-system-running --wait || true
cryptsetup luksFormat --batch-mode --type luks2 --pbkdf pbkdf2 --pbkdf-force-iterations 1000 \
    --uuid 6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e61 /dev/vda2 /etc/vault.key
cryptsetup open --key-file /etc/vault.key /dev/vda2 vault
mkfs.ext4 -q /dev/mapper/vault
mkdir -p /vault
mount /dev/mapper/vault /vault
echo vault >/vault/marker
umount /vault
cryptsetup close vault
udevadm settle
