#!/bin/sh
# Takes the place of the debug shell on its terminal. Reads lines "NUMBER BASE64", runs each as a
# command, and answers "<livemode NUMBER CODE BASE64 BASE64>": exit code, output, error output.

# Raw, because a terminal's line has a greatest length and its output is rewritten.
stty raw -echo
export LC_ALL=C PAGER=cat
printf '<livemode ready>\n'
while read -r number command; do
    sh -c "$(printf %s "$command" | base64 -d)" \
        </dev/null >/run/livemode-shell.out 2>/run/livemode-shell.err
    code=$?
    printf '<livemode %s %s %s %s>\n' "$number" "$code" \
        "$(base64 -w 0 /run/livemode-shell.out)" "$(base64 -w 0 /run/livemode-shell.err)"
done
