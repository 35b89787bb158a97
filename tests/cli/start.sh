#!/bin/bash
# start: a new incident, and its id alone.
. "$(dirname "$0")/lib.sh"

run start pump --lang en --title 'Town hall' --by 'IT duty officer' --no-ui
exits 'starting without a screen' 0
silent 'starting says nothing'
is 'starting prints one line' 1 "$(wc -l <"$out")"
prints 'starting prints 32 hex digits alone' '^[0-9a-f]{32}$'
id=$(cat "$out")
folder=$(echo "$root"/incidents/*-pump-"$(echo "$id" | cut -c1-8)")
is 'the folder is named after the playbook and the id' yes \
	"$([ -d "$folder" ] && echo yes)"
is 'the folder is private' 700 "$(stat -c %a "$folder")"
is 'its journal is private' 600 "$(stat -c %a "$folder"/*.jsonl)"
is 'the first line says who writes' journal \
	"$(head -1 "$folder"/*.jsonl | grep -o '"kind":"[a-z]*"' | cut -d'"' -f4)"
is 'every language of the playbook is kept' 2 \
	"$(ls "$folder"/playbooks/pump.*.yaml | wc -l)"
is 'law and vocabulary are kept' yes \
	"$(ls "$folder"/playbooks/common.en.*.yaml >/dev/null && echo yes)"
is 'the title is in the log' 1 "$(grep -c '"title":"Town hall"' "$folder"/*.jsonl)"
is 'so is who opened it' 2 "$(grep -c '"actor":"IT duty officer"' "$folder"/*.jsonl)"

run start --no-ui --by 'IT duty officer' --json
exits 'an incident without a playbook' 0
is 'its JSON has the id' 32 "$(json 'len(j["id"])')"
is 'its JSON has the journal' True "$(json 'j["file"].endswith(".jsonl") and j["n"] == 2')"

run start pump --no-ui
refuses 'without a name' 2 '--by'
run start pomp --no-ui --by x
refuses 'a misspelt playbook' 3 'did you mean pump'
run start common --no-ui --by x
refuses 'a vocabulary is no playbook' 3 'common'
run start pump --by x
refuses 'a screen without a terminal' 2 'not a terminal'
run start pump --no-ui --by x --zone Nowhere/Land
refuses 'an unknown time zone' 2 'Nowhere/Land'
mkdir "$dir/one"
sed 's/^id: pump/id: pond/; s/^code: PU/code: PO/' "$here/playbooks/pump.en.yaml" >"$dir/one/pond.en.yaml"
"$DRAAIBOEK" -C "$dir/two" --playbooks "$dir/one" start pond --no-ui --by x --lang nl >"$out" 2>"$err"
is 'one variant only is used whatever the language' 33 "$(wc -c <"$out")"
says 'and says so' "'en'"
run start pump --no-ui --by x --tlp pink
refuses 'a colour that is none' 2 'pink'
run start pump --no-ui --by x --at whenever
refuses 'a time that is none' 2 'whenever'
run start pump ransomware --no-ui --by x
refuses 'two playbooks' 2 'one word too many'
run start --no-ui --by x pump --zone Asia/Tokyo --at -10m
exits 'a time zone and an earlier time' 0
is 'the zone is in the log' 1 "$(grep -l '"zone":"Asia/Tokyo"' "$root"/incidents/*/*.jsonl | wc -l)"
run start pump --no-ui --by x -n
exits 'a trial' 0
is 'makes nothing' 3 "$(ls "$root/incidents" | wc -l)"

# An own file that says nothing hides no shipped one, and that is said.
mkdir "$dir/own"
: >"$dir/own/ransomware.nl.yaml"
"$DRAAIBOEK" -C "$dir/three" --playbooks "$dir/own" --lang en start ransomware --no-ui --by x >"$out" 2>"$err"
is 'an empty file of our own is passed over' 33 "$(wc -c <"$out")"
says 'and says so' 'own/ransomware.nl.yaml has mistakes and was passed over'

# A role that only that playbook has may begin it; one that nobody has may not.
set +e
"$DRAAIBOEK" -C "$dir/five" --lang en start operational-technology --no-ui \
	-r technical-service --by x >"$out" 2>"$err"
is 'a role of the playbook itself' 0 $?
"$DRAAIBOEK" -C "$dir/six" --lang en start operational-technology --no-ui \
	-r stoker --by x >"$out" 2>"$err"
is 'a role that nobody has' 2 $?
set -e
says 'and says which' 'there is no role stoker in'
is 'begins no incident' '' "$(ls "$dir/six/incidents" 2>/dev/null)"

# Where nothing can be written no folder stays behind.
set +e
{
	(
		ulimit -f 0
		"$DRAAIBOEK" -C "$dir/four" --lang en start --no-ui --by x 2>&1 >&3
		echo "status $?"
	) | cat >"$err"
} 3>&1 | cat >"$out"
set -e
is 'a disk that takes nothing' 4 "$(sed -n 's/^status //p' "$err")"
is 'leaves no empty incident' '' "$(ls "$dir/four/incidents")"
finish
