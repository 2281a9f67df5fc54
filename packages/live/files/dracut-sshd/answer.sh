#!/bin/sh
# What an administrator gets who comes over ssh: what the initramfs asks for, and a way to answer it. On a terminal
# systemd's own agent asks; without one each line of the input answers one question.

# shellcheck source-path=SCRIPTDIR/../99livemode source=livemode-lib.sh
. /lib/livemode-lib.sh

# Questions that have been answered, what they were, and who has asked them.
answered=
messages='
'
askers=

tell() {
    printf 'livemode: %s\n' "$*"
}

# The value of $1 in the question $2; what is not printable is none of a terminal's business.
field() {
    sed -n "/^$1=/ { s///; s/[[:cntrl:]]//g; p; }" "$2" 2>/dev/null
}

is_running() {
    [ -n "$1" ] && kill -0 "$1" 2>/dev/null
}

# Questions that wait for an answer: who has asked them is still there.
open_questions() {
    for question in /run/systemd/ask-password/ask.*; do
        case "$answered " in *" $question "*) continue ;; esac
        if is_running "$(field PID "$question")"; then echo "$question"; fi
    done
}

# Whether an answer is still being tried: to open a device takes its time.
is_tried() {
    for asker in $askers; do
        if is_running "$asker"; then return 0; fi
    done
    return 1
}

# Waits for questions; fails when none comes any more. One may come right behind another.
wait_for_questions() {
    quiet=0
    while [ "$quiet" -lt 5 ]; do
        questions=$(open_questions)
        [ -z "$questions" ] || return 0
        if is_tried; then quiet=0; else quiet=$((quiet + 1)); fi
        sleep 1
    done
    return 1
}

note() {
    message=$(field Message "$1")
    case $messages in
    *"
$message
"*) tell 'that was not the right answer, and it is asked for again' ;;
    esac
    messages="$messages$message
"
    askers="$askers $(field PID "$1")"
    answered="$answered $1"
}

answer_by_line() {
    socket=$(field Socket "$1")
    note "$1"
    echo "$message"
    # The last line may have no end.
    IFS= read -r line || [ -n "$line" ] || {
        tell 'the input has no line for this'
        exit 1
    }
    printf '%s\n' "$line" | "$reply" 1 "$socket" || tell 'it has been answered by somebody else'
}

for folder in /usr/lib/systemd /lib/systemd; do
    reply=$folder/systemd-reply-password
    [ ! -x "$reply" ] || break
done

while wait_for_questions; do
    if [ -t 0 ]; then
        for question in $questions; do note "$question"; done
        systemd-tty-ask-password-agent --query || exit 1
    else
        for question in $questions; do answer_by_line "$question"; done
    fi
    tell 'the answer is being tried'
done

if unopened=$(unopened_devices) && [ -n "$unopened" ]; then
    tell "an encrypted device was not opened: $unopened"
    exit 1
elif [ -z "$answered" ]; then
    tell 'nothing is asked for: not yet, or not any more'
    exit 1
fi
tell 'nothing is asked for any more: the boot goes on'
