#!/bin/sh
# Puts a folder where systemd's scriptlet writes the catalog of the journal.
set -eux

rm -f /var/lib/systemd/catalog/database
mkdir -p /var/lib/systemd/catalog/database
touch /var/lib/systemd/catalog/database/not-empty
