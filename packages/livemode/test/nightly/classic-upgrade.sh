#!/bin/sh
# classic-upgrade.sh SOURCES
#
# Upgrades the Debian 12 that it runs in as its release notes have it: other sources, then apt's full-upgrade. Every question
# is answered by what is there already. The packages are where the file SOURCES says, in the format of sources.list(5).
set -eu
export DEBIAN_FRONTEND=noninteractive DEBIAN_PRIORITY=critical LC_ALL=C.UTF-8 HOME=/root
export NEEDRESTART_SUSPEND=1 APT_LISTCHANGES_FRONTEND=none
policy=/usr/sbin/policy-rc.d

# The indexes there are not compressed, and apt 2.6 looks for compressed ones first: it would take these for one of them.
APT_CONFIG=$(mktemp)
export APT_CONFIG
for name in xz gz bz2 lzma lz4 zst; do
    echo "Acquire::CompressionTypes::$name \"none\";"
done >"$APT_CONFIG"

printf '#!/bin/sh\nexit 101\n' >$policy
chmod 0755 $policy
rm -f /etc/apt/sources.list /etc/apt/sources.list.d/*
cp "$1" /etc/apt/sources.list
apt-get --quiet --option=Acquire::Languages=none --option=APT::Sandbox::User=root update
apt-get --quiet --yes --option=Acquire::Languages=none --option=APT::Sandbox::User=root \
    --option=Dpkg::Options::=--force-confdef --option=Dpkg::Options::=--force-confold full-upgrade
rm $policy "$APT_CONFIG"
