#!/bin/bash
# document, template: a text from the facts to its release, and its proof.
. "$(dirname "$0")/lib.sh"

# --- without an incident
run template list
prints 'a model is listed' '^press-note +en +public +Press note'
run template list --json
prints 'with its role' '"id":"press-note","language":"nl".*"approval":"management"'
run playbooks --json
prints 'and among the files' '"id":"staff-note","kind":"model".*"audience":"staff"'
run template show press-note
prints 'a model is shown as it was written' '\{\{next-update-at\}\}'
run template show pres-note
refuses 'a model that is not there' 3 'no model pres-note'
run template fill press-note --set next-update-at=noon
prints 'a value is handed in' 'next news on noon\.'
run template fill press-note
prints 'a gap shouts' '\[NEXT UPDATE AT \?\]'
says 'and is named' 'Still to fill in: \[NEXT UPDATE AT \?\]'
run template fill press-note --missing=fail
exits 'or nothing comes out' 1
is 'nothing at all' '' "$(cat "$out")"
run template fill press-note --missing=perhaps
exits 'a word that is none' 2
printf '{"personal-data":"no","next-update-at":"noon"}\n' >"$dir/facts.json"
run template fill press-note --facts="$dir/facts.json" -l nl
prints 'values from a file, in Dutch' 'We geven nieuws op noon\.'
is 'and a line that is left out' 0 "$(grep -c '{{\|persoonsgegevens' "$out")"
printf '[1]\n' >"$dir/facts.json"
run template fill press-note --facts="$dir/facts.json"
exits 'a file that is something else' 2
run template fill press-note -o "$dir/note.md" --set next-update-at=noon
prints_into() { matches "$1" "$2" "$3"; }
prints_into 'into a file' "$dir/note.md" 'next news on noon'

# --- in an incident
start
folder=$(echo "$root"/incidents/*)
texts() { find "$folder/documents" -type f | wc -l; }

run document ask press-note -r communications
refuses 'nothing was drafted' 3 'no document press-note'
run document draft press-nite -r communications
refuses 'a model that is not there' 3 'did you mean press-note'
is 'nothing was kept' 0 "$(texts)"
run document draft press-note -r communications
exits 'a draft with gaps can be saved' 0
is 'its text is kept' 1 "$(texts)"
text=$(echo "$folder"/documents/*)
id=$(journal | grep '"kind":"document"' | sed 's/.*"id":"\([0-9a-f]*\)".*/\1/')
is 'under the name of its entry' "$id-press-note.md" "$(basename "$text")"
is 'with the hash that the line names' \
	"$(sha256sum <"$text" | cut -c1-64)" \
	"$(journal | grep '"kind":"document"' | sed 's/.*"sha256":"\([0-9a-f]*\)".*/\1/')"
is 'for nobody else' 600 "$(stat -c %a "$text")"
run document ask press-note -r communications
refuses 'gaps block the request' 1 'NEXT UPDATE AT'
run document release press-note -r communications --channel=web --override=now
refuses 'and the release, whatever the reason' 1 'NEXT UPDATE AT'
run fact next-update-at 2027-01-08T10:30:00+01:00 -r it
run document list
prints 'a fact came after it' 'press-note.en +draft 1; facts changed since'
run document draft press-note -r communications
exits 'a second draft' 0
run document draft press-note -r communications
refuses 'the same once more' 1 'saved already'
run document show press-note
prints 'it is printed' 'next news on Friday 8 January 2027, 10:30\.'
run document release press-note -r communications --channel=web
refuses 'without approval' 1 'has not approved'
run document approve press-note -r communications
refuses 'by another role' 1 'only management can approve'
run document ask press-note -r communications
exits 'approval is asked' 0
run status --json
prints 'it lies in an inbox' '"approval"'
inbox=$(journal | grep '"act":"ask"' | sed 's/.*"id":"\([0-9a-f]*\)".*/\1/')
run answer "${inbox:0:6}" yes -r management --via=phone
exits 'a yes by phone' 0
run status
prints 'is to be confirmed' 'To confirm'
run answer "${inbox:0:6}" yes -r management
exits 'which it is' 0
run document release press-note -r communications
refuses 'through no channel' 1 'channel'
run document release press-note -r communications --channel='press list'
exits 'it goes out' 0
run document list --json
prints 'and is listed so' '"document":"press-note.en".*"state":"released"'
run log --type document
prints 'the log tells it' 'RELEASED, through press list'

# --- an own text, with a promise
printf 'Dear all,\n\nnews at {{promise 23:59 news for all}}. \033[31m\n' >"$dir/own.md"
run document draft staff-note "$dir/own.md" -r communications
exits 'a text from a file' 0
run document show staff-note
prints 'is filled in' '^news at 23:59\. \[31m$'
run_from "$dir/own.md" document draft press-note.nl - -r communications
exits 'from standard input, in another language' 0
head -c 300000 /dev/zero | tr '\0' x >"$dir/long.md"
run document draft staff-note "$dir/long.md" -r communications
exits 'a text that is much too long' 1
printf '\377' >"$dir/bytes.md"
run document draft staff-note "$dir/bytes.md" -r communications
refuses 'no text at all' 2 'no text in UTF-8'
run document release staff-note -r communications --channel=mail --at -1m
exits 'a text that needs nobody is released' 0
run deadlines --json
prints 'its promise is a deadline' '"deadline":"promise-[0-9a-f]{8}"'
run document withdraw staff-note -r communications
refuses 'taken back without a reason' 1 'reason'
run document withdraw staff-note -r communications --reason='wrong hour'
exits 'taken back' 0

# --- the same in lines, for who hears the screen
# The shipped models stand in the list too, so it is narrowed first.
note='find Press note'
printf '%s\n' 'role communications' messages "$note" 1 1 \
	'2027-01-09 10:00' '' '' messages "$note" 1 1 y \
	messages "$note" 1 2 y 'role management' who 1 2 y '<' \
	messages "$note" 1 2 website y '<' leave >"$dir/lines"
set +e
"$DRAAIBOEK" -C "$dir/plain" --playbooks "$here/playbooks" --by clerk \
	start pump --no-ui >/dev/null 2>&1
"$DRAAIBOEK" -C "$dir/plain" --playbooks "$here/playbooks" --ui=plain \
	--by clerk resume -r communications <"$dir/lines" >"$out" 2>"$err"
set -e
prints 'the gap is said first' '^Gap, must be filled in: Next update at'
prints 'and filled in' 'fact: Next update at = Sat 9 Jan'
prints 'the text is read out' '^We give the next news on Saturday 9 January 2027, 10:00\.$'
prints 'saved' 'a draft was saved'
prints 'asked for' 'Management is asked to approve it'
prints 'read out to who approves' '^Text: Press note \(en\), draft 1, waits for approval'
prints 'approved' 'text: "Press note" \(en\): APPROVED'
prints 'and released' 'RELEASED, through website'

# --- what was kept is proved
run verify
exits 'all texts are as they were' 0
printf 'x' >>"$text"
run verify
exits 'a text that was changed' 1
rm "$text"
ln -s /etc/passwd "$text"
run verify
exits 'a link in its place' 1
last=$(ls "$folder"/documents/*-press-note.md | head -1)
run document draft press-note "$dir/own.md" -r communications
rm -f "$folder"/documents/*-press-note.md
run document ask press-note -r communications
refuses 'a text that is gone' 3 'cannot be read'
finish
