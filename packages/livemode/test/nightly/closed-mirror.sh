#!/bin/sh
# closed-mirror.sh, run after fixtures/package-sources/servers.sh in the same system, a Debian of the target.
#
# Makes a mirror of its release that has just the packages which a live image and one upgrade need, and a repository of
# others for two releases, below /srv/www. Both are signed, by a key each, and want a user and a password.
#
# /packages has the packages of the upgrade, NAME:ARCHITECTURE=VERSION each; /installations what is installed into a root
# of its own, one in a line. The files /passwords/FOLDER have the passwords.
set -eu
export DEBIAN_FRONTEND=noninteractive GNUPGHOME=/root/gnupg
release=trixie
www=/srv/www

apt-get update --quiet
pool=$www/debian/pool
mkdir -p "$pool/partial"
touch /empty
while read -r packages; do
    # shellcheck disable=SC2086
    apt-get --quiet --yes --option=APT::Sandbox::User=root --option=Dir::State::status=/empty \
        --option=Dir::Cache::archives="$pool" --no-install-recommends --download-only \
        install '?essential' apt $packages
done </installations
rm -rf "$pool/partial" "$pool/lock"
# shellcheck disable=SC2046
(cd "$pool" && apt-get --quiet --option=APT::Sandbox::User=root download $(cat /packages))

# publish FOLDER SUITE POOL KEY
publish() {
    index=$1/dists/$2/main/binary-amd64
    mkdir -p "$index"
    (cd "$1" && apt-ftparchive packages "$3") >"$index/Packages"
    apt-ftparchive -o APT::FTPArchive::Release::Suite="$2" -o APT::FTPArchive::Release::Codename="$2" \
        -o APT::FTPArchive::Release::Components=main -o APT::FTPArchive::Release::Architectures=amd64 \
        release "$1/dists/$2" >/root/Release
    gpg --batch --quiet --local-user "$4@example.org" --clearsign --output "$1/dists/$2/InRelease" /root/Release
}
publish $www/debian $release pool known

# A package with a service and a configuration, as its makers have it for the one release and for the other.
# tool SUITE VERSION DEPENDS
tool() {
    package=/root/local-tool-$2
    mkdir -p "$package/DEBIAN" "$package/usr/bin" "$package/usr/lib/systemd/system" "$package/etc"
    printf '%s\n' 'Package: local-tool' "Version: $2" 'Architecture: amd64' \
        'Maintainer: nobody <nobody@example.org>' "Depends: $3" 'Description: of others' >"$package/DEBIAN/control"
    echo /etc/local-tool.conf >"$package/DEBIAN/conffiles"
    echo 'colour = blue' >"$package/etc/local-tool.conf"
    printf '#!/bin/sh\necho %s\n' "$2" >"$package/usr/bin/local-tool"
    chmod 0755 "$package/usr/bin/local-tool"
    printf '%s\n' '[Service]' 'ExecStart=/usr/bin/local-tool' '[Install]' 'WantedBy=multi-user.target' \
        >"$package/usr/lib/systemd/system/local-tool.service"
    mkdir -p "$www/tools/pool/$1"
    dpkg-deb --root-owner-group --build "$package" "$www/tools/pool/$1/local-tool_$2_amd64.deb"
}
gpg --batch --quiet --passphrase '' --quick-gen-key tools@example.org rsa3072 sign never
gpg --armor --export tools@example.org >$www/tools.asc
tool bookworm 1.0+deb12 'libc6 (>= 2.36)'
tool $release 2.0+deb13 'libc6 (>= 2.41)'
publish $www/tools bookworm pool/bookworm tools
publish $www/tools $release pool/$release tools

mkdir -p /etc/nginx/locations
for folder in debian tools artifacts; do
    printf 'me:{PLAIN}%s\n' "$(cat "/passwords/$folder")" >"/etc/nginx/users-$folder"
    echo "location /private-$folder/ { auth_basic $folder; auth_basic_user_file /etc/nginx/users-$folder; alias $www/$folder/; }" \
        >"/etc/nginx/locations/$folder"
done
nginx -s reload
