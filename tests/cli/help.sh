#!/bin/bash
# help and version: what there is, and how to ask for it.
. "$(dirname "$0")/lib.sh"

run help
exits 'help' 0
for command in start resume list status do decide skip reopen take ask answer \
	tell action decision log fact deadline deadlines contacts call note \
	correct withdraw join leave handover severity emergency-phase playbook \
	title close open-again batch verify head check playbooks show help \
	version; do
	prints "help names $command" "^  $command( |\$)"
	run help $command
	exits "help $command" 0
	prints "help $command shows its use" "draaiboek .*$command"
	is "help $command fits 80 columns" '' "$(awk 'length > 79' "$out")"
	run help
done
is 'no line is wider than 80' '' "$(awk 'length > 79' "$out")"
run --help
prints '--help' '^Usage: draaiboek'
run decide --help
prints 'decide --help' 'STEP CHOICE'
prints 'it shows its options' '--advice=ROLE=ADVICE'
run help decid
refuses 'help for a misspelt command' 2 "did you mean 'decide'"
run exercise
refuses 'a word of several commands' 2 'needs one word more: list, show, run'
run exercise stauts
refuses 'a misspelt second word' 2 "did you mean 'exercise status'"
run exercise zzzzzz
refuses 'a second word that nothing is like' 2 'there are: list, show, run'
run help exercise
exits 'help of several commands' 0
prints 'help of several commands' '^  exercise join '
is 'it fits 80 columns' '' "$(awk 'length > 79' "$out")"
run evidence --help
prints 'the same by an option' '^  evidence add '
run help keys
exits 'help keys' 0
prints 'the keys' '^  Space '
run --version
prints '--version' '^draaiboek [0-9]+\.[0-9]+'
run version
prints 'version' '^draaiboek [0-9]+\.[0-9]+'
finish
