#!/bin/sh
# closed-source.sh, behind lines that set the address of a web server and an armored key: makes of a Debian 12 one that has
# a package of others, from a repository that it has configured, and data and configurations of its own.
set -eu
export DEBIAN_FRONTEND=noninteractive
echo "${key:?}" >/usr/share/keyrings/tools.asc
list=/etc/apt/sources.list.d/tools.list
echo 'deb [signed-by=/usr/share/keyrings/tools.asc] http://old.example.org/tools bookworm main' >$list
# The name is one that nobody knows: the server is asked as a proxy is.
ask() {
    apt-get --quiet --yes --option=APT::Sandbox::User=root --option=Acquire::http::Proxy="http://${address:?}" \
        --option=Dir::Etc::sourcelist=$list --option=Dir::Etc::sourceparts=- "$@"
}
ask update
ask install local-tool
find /var/lib/apt/lists /var/cache/apt -type f -delete
systemctl enable local-tool.service nginx.service cron.service ssh.service
echo 'colour = red' >/etc/local-tool.conf
echo '# changed by the administrator' >>/etc/nginx/nginx.conf
echo 'PermitRootLogin no' >>/etc/ssh/sshd_config
mkdir -p /srv/data /var/lib/local-tool
seq 10000 >/srv/data/numbers
seq 200 >/var/lib/local-tool/state
echo '17 * * * * root /usr/bin/local-tool' >/etc/cron.d/local-tool
