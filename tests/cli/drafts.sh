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

# --- two terminals of one station, both killed while somebody types
kept() {
	for _ in $(seq 600); do
		grep -qs "$1" "$root"/state/drafts/* && return
		read -rt 0.1 <>"$dir/never" || true
	done
	return 1
}
mkfifo "$dir/never" "$dir/left" "$dir/right"
typing=()
for side in left right; do
	"$DRAAIBOEK" -C "$root" --ui=plain --by clerk resume -r it \
		<"$dir/$side" >"$dir/$side.out" 2>&1 &
	typing+=($!)
done
exec {left}>"$dir/left" {right}>"$dir/right"
printf '%s\n' decision 'Do we call the mayor?' >&"$left"
kept 'call the mayor' && ok 'one of them keeps it' || not_ok 'one of them keeps it'
printf '%s\n' action 'Look for the torch' >&"$right"
kept 'the torch' && ok 'the other too' || not_ok 'the other too'
is 'and nobody lost the first' 1 "$(cat "$root"/state/drafts/* | grep -c 'call the mayor')"
kill -9 "${typing[@]}"
wait "${typing[@]}" 2>/dev/null || true
exec {left}>&- {right}>&-
lines leave
prints 'both are offered: the first' 'A draft .*Do we call the mayor'
prints 'both are offered: the other' 'A draft .*Look for the torch'
is 'in one file' 1 "$(ls "$root"/state/drafts | wc -l)"

# --- a letter and a path
echo one >"$dir/one.log"
lines "e $dir/one.log" 'A log' 'From the stick' 1 leave
prints 'e takes the path in place' 'proof: A log: one.log'
finish
