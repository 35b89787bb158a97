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
run help keys
exits 'help keys' 0
prints 'the keys' '^  Space '
run --version
prints '--version' '^draaiboek [0-9]+\.[0-9]+'
run version
prints 'version' '^draaiboek [0-9]+\.[0-9]+'
finish
