#!/bin/sh
# Installs a server's packages on a minimal Debian 12. Runs as root in that system, before server-changes.sh; no service
# is started.
set -eu
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 HOME=/root

policy=/usr/sbin/policy-rc.d
printf '#!/bin/sh\nexit 101\n' >$policy
chmod 0755 $policy

# The release alone, for both architectures: what is updated every day is not the same for both on every mirror.
sources=/etc/apt/sources.list
pin=/etc/apt/preferences.d/release
cp $sources /root/sources.list
sed --in-place '/ bookworm main/!d' $sources
printf 'Package: *\nPin: release n=bookworm\nPin-Priority: 1001\n' >$pin
dpkg --add-architecture i386
apt-get update --quiet
apt-get full-upgrade --quiet --yes --allow-downgrades
# GRUB is installed by whoever makes a disk of this root.
debconf-set-selections <<'ANSWERS'
grub-pc grub-pc/install_devices multiselect
grub-pc grub-pc/install_devices_empty boolean true
exim4-config exim4/dc_eximconfig_configtype select local delivery only; not on a network
ANSWERS
apt-get install --quiet --yes \
    apt-listchanges build-essential cron cryptsetup-initramfs dbus dovecot-imapd exim4 git grub-pc gawk \
    initramfs-tools kmod libc6:i386 linux-image-amd64 locales logrotate lvm2 man-db mariadb-server nano \
    needrestart nginx openssh-server php-cli php-curl php-fpm php-gd php-mysql php-pgsql php-xml postgresql \
    python3-pip python3-venv redis rsync rsyslog sudo systemd-sysv systemd-timesyncd tmux udev ufw \
    unattended-upgrades vim wget zlib1g:i386 zstd
