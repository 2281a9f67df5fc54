#!/bin/sh
# Makes of a Debian 12 with services what an administrator has made of it. Runs as root in that system, no service is left
# running. What must outlast an upgrade is in /srv/kept: checksums of files, and what the database answers.
set -eu
export LC_ALL=C.UTF-8

pg_ctlcluster 15 main start
runuser -u postgres -- psql --quiet --set=ON_ERROR_STOP=1 \
    --command='CREATE TABLE kept AS SELECT n, md5(n::text) AS text FROM generate_series(1, 1000) AS n'
mkdir /srv/kept
runuser -u postgres -- psql --command='COPY (SELECT n, text FROM kept ORDER BY n) TO STDOUT' >/srv/kept/table
pg_ctlcluster 15 main stop

useradd --create-home --shell /bin/bash anna
for number in $(seq 20); do
    seq "$number" "$((number * 20))" >"/home/anna/file-$number"
done
chown --recursive anna:anna /home/anna
echo 'what a web server shows' >/var/www/html/index.html

# Configurations of dpkg's and of ucf's.
for file in /etc/crontab /etc/nginx/nginx.conf /etc/systemd/journald.conf /etc/ssh/sshd_config; do
    echo '# changed by the administrator' >>$file
done
apt-mark hold tree
sha256sum /home/anna/file-* /var/www/html/index.html /etc/crontab /etc/nginx/nginx.conf \
    /etc/systemd/journald.conf /etc/ssh/sshd_config >/srv/kept/files
