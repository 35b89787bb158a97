#!/bin/bash
# After an exercise: the hot wash, the report, what must become better; paper.
. "$(dirname "$0")/lib.sh"

plain() {
	status=0
	DRAAIBOEK_USER='the guide' "$DRAAIBOEK" -C "$root" --lang en "$@" \
		>"$out" 2>"$err" </dev/null || status=$?
}

plain report after-action
exits 'no exercise was held' 3
plain exercise actions
exits 'no exercise, no improvement' 0
prints 'and it says so' 'No improvement is open'

plain exercise run friday-night --no-ui --speed 60 --start-at '2026-11-27 22:40'
id=$(cat "$out")
plain exercise send 1
plain decide ransomware/it/establish confirmed -r it -i "$id" --override 'no time' --reason 'seen'
exits 'IT decides' 0
plain exercise observe 'Calm on the phone' --about night-nurse/leave-on --score 3
plain exercise end 'enough'
exits 'it ends' 0

# --- whom to call and what to send has a name, in the reader's language
plain exercise debrief
prints 'a document by its title' 'released: Holding statement'
prints 'a contact by its name' 'called: Pharmacist of the care home'
"$DRAAIBOEK" -C "$root" --lang nl report after-action --by 'the guide' >"$out"
prints 'also in Dutch' 'verstuurd: Wachtboodschap'

plain exercise debrief "$id" --facilitator
is 'what is expected in a playbook that nobody opened has its title' 0 \
	"$(grep -cE '[a-z-]+/[a-z-]+/[a-z-]+' "$out")"
# --- the hot wash, when it is over
plain exercise answer 1 'Call the director at once' -r it
exits 'an answer' 0
plain exercise answer first-hour 'Call her first' -r it
exits 'once more, by its id' 0
plain exercise answer 99 'Nothing' -r it
exits 'a question that is not there' 3
plain exercise answer 1 'Nobody' --json
exits 'without a role' 2
plain exercise feedback 'Too fast' -r it --score 2
exits 'feedback' 0
plain exercise feedback -r it --score 5
exits 'a score that is none' 2
plain exercise strength 'The nurse was helped' -r observer --about people
exits 'what went well' 0
plain exercise strength 'x' -r observer --about nothing
exits 'an objective that is not there' 3

# --- what must become better
plain exercise actions add 'A phone list beside the door' --to management \
	--due 2031-03-15 --reason 'Nobody had a number' --about people --cost '1 hour'
exits 'an improvement' 0
plain exercise actions add 'A second radio'
exits 'one of nobody' 0
plain exercise actions --json
action=$(json "j[0]['id']")
is 'both are listed' '2 management 2031-03-15 1 hour people' \
	"$(json "'%d %s %s %s %s' % (len(j), j[0]['owner'], j[0]['due'][:10], j[0]['cost'], j[0]['objective'])")"
plain exercise actions
prints 'as lines' "^#${action:0:5}  open  Sat 15 Mar 2031  Management"
plain exercise actions own "${action:0:5}" --to it
exits 'another owner' 0
plain exercise actions own "${action:0:5}"
exits 'no owner at all' 2
plain exercise actions close "#${action:0:5}" 'It hangs there'
exits 'done' 0
plain exercise actions close "${action:0:5}"
exits 'twice is once' 1
plain exercise actions close fffff
exits 'one that is not there' 3
plain exercise actions paint
exits 'no such word' 2
plain exercise actions add
exits 'without a text' 2
plain exercise actions --json
is 'one is open' 1 "$(json 'len(j)')"
plain exercise actions --closed --json
is 'one is done, by IT' 'It hangs there it' "$(json "j[0]['outcome'] + ' ' + j[0]['owner']")"

# A second exercise: its own are added to the list.
plain exercise run micro-journalist --no-ui
plain exercise end 'enough'
plain exercise actions add 'One sentence on a card' --to communications
plain exercise actions --all --json
is 'of both exercises' '3 2' "$(json "'%d %d' % (len(j), len({r['exercise'] for r in j}))")"
plain exercise actions close "${action:0:5}" -n
exits 'a trial is refused as the act would be' 1

# --- the report
plain report after-action "$id"
exits 'the report' 0
prints 'on every page' '^EXERCISE EXERCISE EXERCISE  TLP:AMBER  INTERNAL'
is 'each page begins so' "$(grep -c 'AFTER-ACTION REPORT' "$out")" \
	"$(grep -c 'EXERCISE EXERCISE EXERCISE  TLP' "$out")"
prints 'the last answer counts' 'IT, the guide: Call her first'
is 'the first one does not' 0 "$(grep -c 'at once' "$out")"
prints 'feedback' 'IT: Too fast'
prints 'who took part' '^IT +the guide'
prints 'what observers saw' 'leave it on.*|Calm on the phone'
prints 'met' 'met after 0:0'
prints 'missed' ': missed'
prints 'the plan' 'done: It'
is '78 columns' '' "$(tr -d '\f' <"$out" | grep -E '^.{79,}')"
for format in md html json; do
	plain report aar "$id" --format=$format
	exits "as $format" 0
done
plain exercise debrief "$id" --format=html -o "$dir/report.html"
exits 'debrief writes it too' 0
is 'it is whole' '</html>' "$(tail -1 "$dir/report.html")"
is 'nothing is loaded, nothing runs' 0 "$(grep -cE '<script|src=|href=' "$dir/report.html")"
plain -l nl report after-action "$id"
prints 'in Dutch' '^OEFENING OEFENING OEFENING'
prints 'in Dutch: its name' 'EVALUATIEVERSLAG'

# --- for everybody
plain report after-action "$id" --public
exits 'for the public' 0
prints 'it is clear' '^EXERCISE EXERCISE EXERCISE  TLP:CLEAR  PUBLIC'
is 'no name, no failure, no fact, no time it took' 0 "$(grep -v 'as of' "$out" | grep -ciE \
	'guide|missed|\blate\b|nurse|director|number|weak|not reached|[0-9]:[0-9]')"
prints 'how much work was taken up' 'Improvements agreed +2'
plain start ransomware --no-ui
live=$(cat "$out")
plain report after-action "$live"
exits 'of a live incident there is none' 3

# --- the hot wash line by line
printf '%s\n' hot-wash 2 'We waited for the mayor' hot-wash 99 '<' \
	hot-wash 9 7 2 'Too fast for me' hot-wash 10 'The nurse was heard' \
	hot-wash 11 'A radio' 'The phones were dead' it soon 2031-04-01 leave |
	"$DRAAIBOEK" -C "$root" --lang en --ui=plain --by 'the clerk' -r management \
		resume "$id" >"$out" 2>"$err" || true
prints 'the questions are numbered' '1\. What would you do differently'
prints 'a number that is none' 'Choose 1 to [0-9]*, or <'
prints 'a score that is none' 'Type a number from 0 to 3'
prints 'a day that is none' 'Type a day'
plain report after-action "$id"
prints 'what was answered' 'Management, the clerk: We waited for the mayor'
prints 'feedback is counted' '2.0 of 3 on average \(2 forms\)'
plain exercise actions --json
is 'what must become better' 'The phones were dead it 2031-04-01' \
	"$(json "[' '.join((r['gap'], r['owner'], r['due'][:10])) for r in j if r['action'] == 'A radio'][0]")"
printf 'hot-wash\nleave\n2\n' |
	"$DRAAIBOEK" -C "$root" --lang en --ui=plain --by 'the clerk' -r it \
		resume "$live" >"$out" 2>"$err" || true
prints 'a live incident has none' 'This is no exercise'

# --- on paper
for kind in cards evaluator clock players; do
	plain exercise print $kind friday-night
	exits "print $kind" 0
	prints "print $kind: EXERCISE" '^EXERCISE EXERCISE EXERCISE'
	is "print $kind: 78 columns" '' "$(tr -d '\f' <"$out" | grep -E '^.{79,}')"
	plain exercise print $kind friday-night --format=html
	exits "print $kind as HTML" 0
	is "print $kind: whole" '</html>' "$(tail -1 "$out")"
done
plain exercise print cards friday-night
is 'a card a page' "$("$DRAAIBOEK" -C "$root" -l en exercise show friday-night | grep -cE '^ ?[0-9]+  ')" \
	"$(grep -c '^INJECT [0-9]' "$out")"
is 'players read nothing of what is expected' 0 "$(grep -ciE 'expected|hint|facilitator' "$out")"
plain exercise print clock friday-night --start-at 08:00
prints 'another beginning' '0:05 \(08:05\)'
plain exercise print posters friday-night
exits 'no such paper' 2
plain exercise print cards the-colleague
prints 'a card of a round names it once' 'In the scenario +Round 1: a letter'
plain exercise print cards nosuch
exits 'no such scenario' 3
finish
