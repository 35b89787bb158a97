#!/bin/bash
# GNU options, before and behind the words, and exit statuses.
. "$(dirname "$0")/lib.sh"
start

run --role=it do 1.1
saved 'an option before the command'
run do -r it 1.2
saved 'an option between the words'
run do 1.1 --role it --state open
saved 'an option behind the words'
run do 1.1 --rol it
saved 'a shortened option'
run note -r it -- --not-an-option
saved 'words behind --'
is 'they are words' 1 "$(journal | grep -c '"text":"--not-an-option"')"
run fact noticed-at -10m
saved 'a time with a minus is a word'
run note -qr it quiet
exits 'letters together' 0
is 'and quiet' '' "$(cat "$out")"

run note x --rool it
refuses 'a misspelt option' 2 'did you mean --ro'
run note x --t y
refuses 'a short form of several' 2 'can be --'
run note x -Q
refuses 'an unknown letter' 2 '-Q'
run note x --role
refuses 'an option without its value' 2 '--role=ROLE'
run note x --json=yes
refuses 'a flag with a value' 2 'takes no value'
run note x --strict
refuses 'an option of another command' 2 'takes no option --strict'
run notes x
refuses 'a misspelt command' 2 "did you mean 'note'"
run frobnicate
refuses 'an unknown command' 2 'frobnicate'
run do
refuses 'too few words' 2 'ITEM'
run do 1.1 1.2
refuses 'too many words' 2 'one word too many'
run
refuses 'nothing at all' 2 'draaiboek start'
run list extra
refuses 'a word where there are none' 2 'options only'
run --playbooks "$dir/none" note x
refuses 'playbooks from a folder that is not there' 3 '--playbooks'
run --lang xx list
refuses 'an unknown language' 2 "'xx'"
run note "$(printf 'caf\351')"
exits 'a word that is no UTF-8' 2
run note x -n
exits 'a trial' 0
prints 'a trial says what it would do' '^would save: note  x$'
is 'a trial writes nothing' 0 "$(journal | grep -c '"text":"x"')"
run note kept --json
is 'JSON of an entry' "['file', 'head', 'id', 'kind', 'n']" "$(json 'sorted(j)')"
is 'its kind' note "$(json 'j["kind"]')"
is 'its id' 16 "$(json 'len(j["id"])')"
run list -o "$dir/list.txt"
exits 'into a file' 0
is 'nothing on standard output' '' "$(cat "$out")"
is 'the file has it' 1 "$(grep -c 'The pump' "$dir/list.txt")"
# A standard file that is closed is no place for a journal.
set +e
for how in '<&-' '>&-' '2>&-' '<&- >&- 2>&-'; do
	eval '"$DRAAIBOEK" -C "$root" note "closed $how"' "$how" >"$out" 2>"$err"
	eval '"$DRAAIBOEK" -C "$root" list' "$how" >"$out" 2>"$err"
done
"$DRAAIBOEK" -C "$root" note 'no output' >&- 2>"$err"
status=$?
set -e
exits 'closed output' 4
says 'closed output is told' 'cannot be written'
run verify
exits 'nothing else stands in the journal' 0
is 'what was written is there' 5 "$(journal | grep -Ec '"text":"(closed|no output)')"

set +e
"$DRAAIBOEK" -C "$root" list >/dev/full 2>"$err"
status=$?
set -e
exits 'output that cannot be written' 4
says 'it says so' 'cannot be written'
finish
