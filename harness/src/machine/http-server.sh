#!/bin/sh
# Answers one request over http, on standard input and output, with the file that is there.
set -eu

file=/srv/file
while IFS= read -r line; do
    line=${line%?}
    [ -n "$line" ] || break
done
printf 'HTTP/1.1 200 OK\r\nContent-Length: %s\r\n' "$(stat --format=%s "$file")"
printf 'Content-Type: application/octet-stream\r\nConnection: close\r\n\r\n'
cat "$file"
