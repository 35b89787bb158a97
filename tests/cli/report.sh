#!/bin/bash
# report: the situation, the timeline, a handover, a decision, what comes.
. "$(dirname "$0")/lib.sh"
start

run decide isolate A -r it --override 'no time' --reason 'seen by the guard'
run log --json --type decide
decision=$(json "j['id']")
run ask management 'May the counter open?' -r it

for kind in sitrep timeline ahead 'handover -r it' "decision #${decision:0:5}"; do
	run report $kind
	exits "report $kind" 0
	prints "report $kind: the traffic light" '^TLP:AMBER  INTERNAL'
	prints "report $kind: how far the log was" 'head of each journal: [0-9]+:[0-9a-f]{4} '
	is "report $kind: 78 columns" '' "$(awk 'length > 78' "$out")"
	for format in md html json; do
		run report $kind --format=$format
		exits "report $kind --format=$format" 0
	done
	json "j['report']" >"$dir/name"
	is "report $kind: its name as JSON" "${kind%% *}" "$(cat "$dir/name")"
done
run report sitrep
is 'the situation report is one page' 1 "$(grep -c '1/1$' "$out")"
is '… of at most 66 lines' yes "$([ "$(wc -l <"$out")" -le 66 ] && echo yes)"
prints 'it says what verify said' 'Verify: OK'
run report decision "${decision:0:5}"
prints 'the sheet has the choice' '\[x\] A '
run -l nl report sitrep
prints 'in Dutch' 'ONBEKEND'

# The foot counts what is shown and what is not.
run report timeline
shown=$(grep -cE '^#[0-9a-f]{5}  ' "$out")
own=$(sed -n "s/^\\([0-9]*\\) more entr.* the program's own.*/\\1/p" "$out")
all=$(sed -n 's/^\([0-9]*\) entries; .*/\1/p' "$out")
is 'what is shown and what is not make the count' "$all" "$((shown + own))"

# --until: nothing that was written later.
run report timeline --until -1h
exits 'until before the beginning' 0
is 'nothing is in it' 0 "$(grep -c '^#' "$out")"

# For the public.
run report sitrep --public
exits 'for the public' 0
prints 'it is clear' '^TLP:CLEAR  PUBLIC'
is 'no head, no name' 0 "$(grep -ciE 'head|officer|guard' "$out")"
run report handover --public -r it
refuses 'a handover for the public' 2 'crisis team only'
run report sitrep --public --internal
refuses 'both' 2 'not both'

# Wrong use.
run report weather
refuses 'a report that is none' 2 'sitrep, timeline, handover, decision, ahead'
run report sitrep --format=pdf
refuses 'a format that is none' 2 'text, md, html, json'
run report handover
refuses 'a handover of no role' 2 'role'
run report decision
refuses 'a decision without its entry' 2 'which entry'
run report decision abcdef
refuses 'an entry that is not there' 3 'abcdef'

# A file: whole or not at all, and the log says that it left.
entries() {
	run log --json
	wc -l <"$out"
}
before=$(entries)
run report sitrep --format=html -o "$dir/out.html" --by 'general director' -r it
exits 'into a file' 0
is 'nothing on standard output' '' "$(cat "$out")"
is 'it is whole' '</html>' "$(tail -1 "$dir/out.html")"
is 'for nobody else' 600 "$(stat -c %a "$dir/out.html")"
is 'nothing is left beside it' 1 "$(ls -A "$dir" | grep -c 'out.html')"
run log --type note
prints 'the log says so' 'out\.html, SHA-256 [0-9a-f]{64}'
is 'the hash is its own' 1 "$(grep -c "$(sha256sum "$dir/out.html" | cut -c1-64)" "$out")"
is 'one entry more' $((before + 1)) "$(entries)"
folder=$(ls -d "$root"/incidents/*)
run report sitrep -o "$folder/documents/sitrep.txt" --by 'general director' -r it
exits 'into the incident itself' 0
is 'which is no news' $((before + 1)) "$(entries)"
run report sitrep -o "$dir/none/sitrep.txt"
refuses 'into a folder that is not there' 4 'none/sitrep.txt'
is 'and no entry' $((before + 1)) "$(entries)"
run report sitrep -o "$dir/unnamed.txt" --by ''
exits 'without a name' 0

# The calendar.
run deadline tell-neighbours start -r emergency-planning
run deadlines --ics
exits 'a calendar' 0
prints 'it is one' '^BEGIN:VCALENDAR'
prints 'with its deadline' '^UID:tell-neighbours-'
run deadlines --ics="$dir/own.ics"
exits 'into a file' 0
is 'it is whole' 'END:VCALENDAR' "$(tail -1 "$dir/own.ics" | tr -d '\r')"

# A summary is no reason.
run close 'All is well again' --override 'the rest is paperwork' -r it
run log --type close
prints 'the summary behind a colon' 'closed: All is well again; closed with open work because: the rest is paperwork'
finish
