#!/bin/bash
# playbooks and show.
. "$(dirname "$0")/lib.sh"

run playbooks --json
exits 'the list' 0
is 'its keys' "['file', 'id', 'kind', 'language', 'title', 'version']" "$(json 'sorted(j[0])')"
is 'it has the shipped playbooks' True \
	"$(json '{"ransomware", "triage", "crisis"} <= {p["id"] for p in j if p["kind"] in ("incident", "triage")}')"
is 'in both languages' "['en', 'nl']" \
	"$(json 'sorted(p["language"] for p in j if p["id"] == "ransomware")')"
is 'law, vocabulary and directory too' True \
	"$(json '{"law", "vocabulary", "directory"} <= {p["kind"] for p in j}')"
is "a folder's own come with their path" True \
	"$(json 'all("/playbooks/pump." in p["file"] for p in j if p["id"] == "pump")')"
run playbooks
prints 'as text' '^incident +pump '
run show pump
exits 'show' 0
prints 'the title' '^The pump stops$'
prints 'an item' '\[ \] 1\.1 Pull the network cable'
prints 'a caution above its item' 'CAUTION: Do not log on'
prints 'a choice' '\[ \] A Yes -> step 3 Repair it'
is 'no line is wider than 80' '' "$(awk 'length > 80' "$out")"
run show pump -r communications
is 'one role' 0 "$(grep -c 'Isolate' "$out" || true)"
run show pump --lang nl
prints 'in Dutch' '^De pomp valt stil$'
run show pomp
refuses 'a misspelt one' 3 "did you mean 'pump'"
run show common
refuses 'what is no playbook' 3 'no playbook'

mkdir "$dir/bad"
sed 's/goto: repair/goto: repare/' "$here/playbooks/pump.en.yaml" >"$dir/bad/pump.en.yaml"
set +e
"$DRAAIBOEK" -C "$root" --playbooks "$dir/bad" start pump --no-ui --by x >"$out" 2>"$err"
status=$?
set -e
refuses 'a playbook with a mistake is not started' 3 'mistakes'
finish
