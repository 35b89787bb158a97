#!/bin/bash
# What cannot be saved says so: exit 4.  What could be saved elsewhere: exit 0.
. "$(dirname "$0")/lib.sh"
start
run note one

# No file may grow: neither the journal nor a new one.
set +e
{
	(
		ulimit -f 0
		"$DRAAIBOEK" -C "$root" note two 2>&1 >&3
		echo "status $?"
	) | cat >"$err"
} 3>&1 | cat >"$out"
set -e
status=$(sed -n 's/^status //p' "$err")
exits 'a file that may not grow' 4
is 'nothing says saved' '' "$(cat "$out")"
says 'it says why' 'draaiboek: '
run log --type note
is 'the entry is not there' 1 "$(wc -l <"$out")"
run note three
saved 'afterwards it goes on'
run verify
exits 'and all is well' 0
finish
