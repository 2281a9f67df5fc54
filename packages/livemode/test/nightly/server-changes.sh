#!/bin/sh
# Makes of a Debian 12 with a server's packages what it has grown to over the years: data, what an administrator has
# changed, and what makes upgrades hard. Runs as root in that system, after server-packages.sh; no service is left running.
set -eu
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 HOME=/root

# Data, in databases that are shut down cleanly.
rows=10000
pg_ctlcluster 15 main start
runuser -u postgres -- psql --quiet --set=ON_ERROR_STOP=1 \
    --command="CREATE TABLE kept AS SELECT n, md5(n::text) AS text FROM generate_series(1, $rows) AS n"
pg_ctlcluster 15 main stop
install --directory --owner=mysql --group=mysql /run/mysqld
mariadbd --user=mysql --skip-networking >/dev/null 2>&1 &
until mariadb-admin ping >/dev/null 2>&1; do sleep 1; done
mariadb --execute="CREATE DATABASE kept; USE kept; CREATE TABLE kept AS SELECT seq AS n, md5(seq) AS text FROM seq_1_to_$rows"
mariadb-admin shutdown
wait

# A user with files.
useradd --create-home --shell /bin/bash anna
for number in $(seq 200); do
    seq "$number" "$((number * 20))" >"/home/anna/file-$number"
done
chown --recursive anna:anna /home/anna

# Configurations that have been changed: some of dpkg's, some of ucf's. One is gone on purpose.
for file in /etc/crontab /etc/logrotate.conf /etc/mysql/mariadb.conf.d/50-server.cnf /etc/needrestart/needrestart.conf \
    /etc/nginx/nginx.conf /etc/redis/redis.conf /etc/rsyslog.conf /etc/sudoers \
    /etc/default/grub /etc/dovecot/dovecot.conf /etc/php/8.2/fpm/php.ini /etc/ssh/sshd_config; do
    mark='#'
    case $file in */php.ini) mark=';' ;; esac
    echo "$mark changed by the administrator" >>$file
done
rm /etc/logrotate.d/redis-server

# A package that somebody has made, with a configuration of its own.
package=$(mktemp --directory)
mkdir --parents "$package/DEBIAN" "$package/opt/local-tool" "$package/etc"
cat >"$package/DEBIAN/control" <<'CONTROL'
Package: local-tool
Version: 1.0
Architecture: all
Maintainer: nobody <nobody@localhost>
Depends: python3
Description: a tool that no mirror has
CONTROL
echo /etc/local-tool.conf >"$package/DEBIAN/conffiles"
echo 'colour = blue' >"$package/etc/local-tool.conf"
echo 'print("local")' >"$package/opt/local-tool/tool.py"
dpkg-deb --root-owner-group --build "$package" /root/local-tool.deb
apt-get install --quiet --yes /root/local-tool.deb
echo 'colour = red' >/etc/local-tool.conf
rm -r "$package" /root/local-tool.deb

# What dpkg has been told.
dpkg-divert --quiet --local --rename --divert /usr/bin/wget.distrib --add /usr/bin/wget
printf '#!/bin/sh\nexec /usr/bin/wget.distrib --no-verbose "$@"\n' >/usr/bin/wget
chmod 0755 /usr/bin/wget
dpkg-statoverride --update --add root adm 0750 /usr/bin/tmux
apt-mark hold git
systemctl mask redis-server.service

apt-get clean
mv /root/sources.list /etc/apt/sources.list
rm /usr/sbin/policy-rc.d /etc/apt/preferences.d/release
