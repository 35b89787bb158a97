#!/bin/bash
# In lines: what was typed in a form is there after a kill, told and offered.
. "$(dirname "$0")/lib.sh"
start
lines() {
	printf '%s\n' "$@" >"$dir/lines"
	run_from "$dir/lines" --ui=plain --by clerk resume -r it
}

# Each form is left in the middle, by the end of input.
forms=(
	'action|Look for the spare key'
	'decision|Do we close the counter?'
	'handover|The next shift'
	'evidence|/media/stick/firewall.log|Firewall log of tonight'
	'close|It was a false alarm'
)
for form in "${forms[@]}"; do
	IFS='|' read -ra typed <<<"$form"
	lines "${typed[@]}"
	last=${typed[-1]}
	lines leave
	prints "${typed[0]}: told at the next start" \
		"^A draft that was not saved, .*$last"
done

lines action = '' '' leave
prints 'it is offered' 'You typed this before: Look for the spare key\. Type = to take it\.'
prints 'and taken by =' 'Saved .*Look for the spare key'
lines leave
is 'what is saved is a draft no more' 0 \
	"$(grep -c 'A draft .*spare key' "$out" || true)"
lines decision '' '<' leave
prints 'Enter alone writes nothing' 'Not saved\. Nothing was written'
is 'nor is it in the log' 0 "$(journal | grep -c 'close the counter' || true)"
lines leave
is 'who goes back forgets it' 0 \
	"$(grep -c 'A draft .*close the counter' "$out" || true)"

# --- a letter and a path
echo one >"$dir/one.log"
lines "e $dir/one.log" 'A log' 'From the stick' 1 leave
prints 'e takes the path in place' 'proof: A log: one.log'
finish
