#!/bin/bash
# list: incidents, newest first.
. "$(dirname "$0")/lib.sh"

run list
exits 'an empty list' 0
prints 'an empty list says so' 'no incidents'
run list --json
is 'an empty list as JSON' '[]' "$(json j)"
start
first=$id
start --title 'Second'
run list
is 'two lines' 2 "$(wc -l <"$out")"
prints 'with the titles' 'The pump$'
run -i "${first:0:8}" close --override 'dry again'
run list --open
is 'open ones' 1 "$(wc -l <"$out")"
prints 'is the other' 'Second$'
run list --closed --plain
is 'closed ones, with tabs' "${first:0:8}" "$(cut -f1 "$out")"
run list --json
is 'JSON has the ids' True "$(json "'$first' in [x['id'] for x in j]")"
is 'and what is open' 1 "$(json "sum(x['open'] for x in j)")"
is 'and when' True "$(json "all(x['started'].endswith('Z') for x in j)")"

# What cannot be read is not empty.
ln -s exercises "$root/exercises.loop"
rm -rf "$root/exercises"
mv "$root/exercises.loop" "$root/exercises"
run list
exits 'a folder that cannot be read' 3
says 'is told' "exercises cannot be read"
is 'behind what could be read' 2 "$(wc -l <"$out")"
run status -i "${first:0:8}"
exits 'an incident that is named is found still' 0
run status
exits 'which one is the newest is not known' 3
says 'which is told' "exercises cannot be read"
finish
