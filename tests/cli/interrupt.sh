#!/bin/bash
# log --follow shows what comes; an interrupt ends it with 130.
. "$(dirname "$0")/lib.sh"
start
run note before
set -m
"$DRAAIBOEK" -C "$root" log --follow >"$dir/followed" 2>"$err" &
pid=$!
set +m
# Waits for a text, at most ten seconds.
wait_for() {
	for _ in $(seq 500); do
		grep -q "$1" "$dir/followed" && return
		read -rt 0.02 <> <(:) || true
	done
	return 1
}
wait_for 'before$' && ok 'it shows what is there' || not_ok 'it shows what is there'
run note after
wait_for 'after$' && ok 'it shows what comes' || not_ok 'it shows what comes' "$(cat "$dir/followed")"
is 'each entry once' 1 "$(grep -c 'before$' "$dir/followed")"
kill -INT "$pid"
set +e
wait "$pid"
status=$?
set -e
exits 'an interrupt' 130

# A reader that goes away ends it too.
"$DRAAIBOEK" -C "$root" log | head -1 >"$out"
is 'a closed pipe is no crash' 1 "$(wc -l <"$out")"
finish
