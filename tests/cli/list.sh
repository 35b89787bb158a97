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
finish
