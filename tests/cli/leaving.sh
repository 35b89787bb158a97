#!/bin/bash
# A text that goes to a file leaves an entry; what a text promised no more is
# open work.
. "$(dirname "$0")/lib.sh"
cd "$dir"

run template fill press-note -o before.md
exits 'without an incident nobody notes it' 0
start
notes() { journal | grep -c 'Text written to a file' || true; }
run document draft staff-note -r communications --by 'Press officer'
run document show staff-note -o "$dir/shown.md" --by 'Press officer' \
	-r communications
exits 'shown into a file' 0
is 'the log says so' 1 "$(notes)"
run log
prints 'what, where to, and its hash' \
	"Text written to a file: staff-note.en, $dir/shown.md, SHA-256 $(sha256sum <shown.md | cut -c1-64)"
prints 'and who' 'Press officer'
run document show staff-note
is 'on standard output nothing is written' 1 "$(notes)"
folder=$(echo "$root"/incidents/*)
run document show staff-note -o "$folder/shown.md" --by 'Press officer'
is 'nor inside the folder' 1 "$(notes)"
run template fill press-note -o "$dir/filled.md" --by 'Press officer'
exits 'filled in into a file' 0
is 'is noted too' 2 "$(notes)"
run template fill press-note --by 'Press officer' -o "$dir/none/filled.md"
exits 'a folder that is not there' 4
is 'notes nothing' 2 "$(notes)"
run template fill press-note -n -o "$dir/dry.md" --by 'Press officer'
is 'nor does a trial' 2 "$(notes)"

# --- in lines: written to a file, with a second name for the second one
note='find Note to the staff'
ways() { # the number of a way in the menu that was said last
	sed -n "s/^ *\([0-9]*\)\. $1.*/\1/p" "$out" | tail -n 1
}
lines() {
	printf '%s\n' "$@" >"$dir/lines"
	run_from "$dir/lines" --ui=plain --by clerk resume -r communications
}
lines messages "$note" 1 '<' leave
way=$(ways 'write it to a file')
lines messages "$note" 1 "$way" messages "$note" 1 "$way" leave
prints 'the first name' 'Written to the file staff-note.en.txt'
prints 'the second name' 'Written to the file staff-note.en-2.txt'
is 'both are noted' 4 "$(notes)"

# --- a promise that a later draft dropped
printf 'News at {{promise 23:59 news for all}}.\n' >first.md
printf 'No news.\n' >second.md
run document draft staff-note first.md -r communications --by clerk
run document draft staff-note second.md -r communications --by clerk
run status --json
prints 'is in the status' \
	'"dropped":\[\{"document":"staff-note.en","promise":"news for all","due":"'
lines work leave
prints 'is open work' 'no longer in the text, the promise "news for all"'
lines next leave
prints 'and next opens its text' '^Text: .*staff|^Text: Note'
prints 'which names it too' '^No longer in the text: the promise "news for all"'

# --- the name of the organisation: a gap that is filled in for good
run template fill door-poster
says 'a gap names the way' "'draaiboek organisation' fills in for good what is missing"
lines messages 'find Door poster' 1 '<' leave
prints 'so do the lines' 'To fill it in for good: type organisation'
printf 'draaiboek: 1\nkind: organisation\nname: Voorbeeldegem\n' >org.yaml
mkdir -p "$root/playbooks"
mv org.yaml "$root/playbooks/organisation.yaml"
run template fill door-poster
is 'it is a gap no more' 0 "$(grep -c 'draaiboek organisation' "$err" || true)"
prints 'also in an incident that began without it' 'Voorbeeldegem'
finish
