#!/bin/sh
# Makes a volume that the key file opens, and a passphrase, with a file in it.
set -eux

systemctl is-system-running --wait || true
quick='--batch-mode --pbkdf pbkdf2 --pbkdf-force-iterations 1000'
# shellcheck disable=SC2086
cryptsetup luksFormat $quick --type luks2 \
    --uuid 6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e61 /dev/vda2 /etc/vault.key
# shellcheck disable=SC2086
printf 'open sesame' | cryptsetup luksAddKey $quick --key-file /etc/vault.key /dev/vda2 -
cryptsetup open --key-file /etc/vault.key /dev/vda2 vault
mkfs.ext4 -q -U 6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e62 /dev/mapper/vault
mkdir -p /vault
mount /dev/mapper/vault /vault
echo vault >/vault/marker
umount /vault
cryptsetup close vault
udevadm settle
