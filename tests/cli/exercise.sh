#!/bin/bash
# exercise: a scenario by commands, its clock, and what is judged of it.
. "$(dirname "$0")/lib.sh"

plain() {
	status=0
	DRAAIBOEK_USER=lead "$DRAAIBOEK" -C "$root" --lang en "$@" >"$out" 2>"$err" ||
		status=$?
}

plain exercise list --json
exits 'the scenarios' 0
is 'each has an id, a language, a title and a duration' yes "$(python3 -c '
import json, sys
rows = json.load(open(sys.argv[1]))
ids = {r["id"] for r in rows}
print("yes" if len(ids) >= 9 and all(set(r) == {"id", "language", "title",
      "duration"} for r in rows) and all({"nl", "en"} == {r["language"]
      for r in rows if r["id"] == i} for i in ids) else rows)' "$out")"
plain exercise show friday-night
exits 'a scenario' 0
prints 'it says what is expected' 'EXPECTED'
is 'texts of several lines are lines' 0 "$(grep -c '\\x0a' "$out" || true)"
plain exercise show friday-nigth
exits 'one that is not there' 3
says 'the nearest one is named' "'?friday-night"
plain exercise status
exits 'none was begun' 3

plain exercise run friday-night --no-ui --speed 0
exits 'no speed at all' 2
is 'nothing was made' '' "$(ls "$root/exercises" 2>/dev/null || true)"
plain exercise run friday-night --no-ui --start-at someday
exits 'no moment' 2
plain exercise run friday-night --no-ui --dry-run
exits 'a trial' 0
plain exercise run friday-night
exits 'without a terminal' 2
status=0
env -u DRAAIBOEK_USER "$DRAAIBOEK" -C "$root" --lang en exercise run \
	friday-nigth >"$out" 2>"$err" </dev/null || status=$?
exits 'a scenario that is not there, and nobody is named' 3
says 'the scenario is told first, with the nearest one' "'?friday-night"
is 'still nothing was made' '' "$(ls "$root/exercises" 2>/dev/null || true)"
plain exercise run friday-night --no-ui --speed 60 --start-at '2026-11-27 22:40'
exits 'it begins' 0
is 'in a folder of its own' 1 "$(ls "$root/exercises" | wc -l)"
is 'no incident was made' '' "$(ls "$root/incidents")"
plain exercise status --json
is 'the clock runs' 'True 60 2026-11-27T21' "$(python3 -c '
import json, sys
s = json.load(open(sys.argv[1]))
print(s["running"], s["speed"], s["scenario"][:13])' "$out")"

plain exercise clock pause
exits 'it stands still' 0
plain exercise clock pause
exits 'twice is once' 1
plain exercise send 1
exits 'an inject' 0
plain exercise hold 1
exits 'what was sent is not held' 1
plain exercise hold 2
exits 'one is held' 0
plain exercise send nosuch
exits 'there is no such inject' 3
plain exercise hear 1 -r it
exits 'it is heard' 0
plain exercise improvise 'The mayor calls' --to management,it --channel phone
exits 'one that nobody wrote' 0
plain exercise improvise 'To nobody' --to ghosts
exits 'a role that is not there' 2
plain exercise observe 'Calm' --about 'x/y' --score 4
exits 'a score of four' 2
plain exercise observe 'Calm' --about 'x/y' --score 3
exits 'of nothing that is there' 3
says 'where to look' 'exercise show'
plain exercise observe 'Calm' --about night-nurse/leave-on --score 3
exits 'a score' 0
plain exercise status
prints 'players see what was sent to everybody or to nobody in particular' '(EXERCISE|not shown)'
is 'players do not see what is held back' 0 "$(grep -c 'held back' "$out" || true)"
says 'and are told so' 'not shown while the exercise runs'
plain exercise status -r it --json
is 'nor in JSON, of other roles' 'True' "$(python3 -c '
import json, sys
s = json.load(open(sys.argv[1]))["injects"]
print(len(s) > 0 and all("sent" in i and "it" in i["to"] for i in s))' "$out")"
plain exercise status --facilitator
prints 'one is sent' '^1 .*sent'
prints 'one is held' '^2 .*held back'
prints 'one is improvised' 'The mayor calls'

# What is due comes by itself once the clock is far enough.
plain exercise clock resume --start-at '2026-11-28 00:50'
exits 'a jump' 0
plain exercise send --dry-run
prints 'a trial sends nothing' '^[0-9]+ injects would be sent'
plain exercise send
exits 'all that are due' 0
prints 'several' '^[0-9]+ injects were sent'
plain exercise send
prints 'once only' '^0 injects were sent'

plain exercise end 'well done'
exits 'it ends' 0
plain exercise send 3
exits 'nothing is sent behind the end' 1
plain exercise debrief --json
is 'what nobody did is missed, and nothing is met' 'True 0 0' "$(python3 -c '
import json, sys
d = json.load(open(sys.argv[1]))
v = [r["verdict"] for r in d["expected"]]
print(v.count("missed") > 10, v.count("met"), v.count("open"))' "$out")"
plain exercise debrief
prints 'the questions come last' 'TO TALK ABOUT NOW'
plain verify
exits 'the journal is whole' 0

# Who leads it: the clock waits, and nothing is sent without them.
plain exercise run micro-lost-laptop --no-ui --solo --facilitator
exits 'alone and led at once' 2
plain exercise run micro-lost-laptop --no-ui --facilitator --speed 60
exits 'it begins, led' 0
led=$(cat "$out")
plain exercise status "$led" --json
is 'its clock stands at the beginning' 'True False True' "$(python3 -c '
import json, sys
s = json.load(open(sys.argv[1]))
print(s["begun"], s["running"], s["elapsed"] < 5)' "$out")"

# The same in lines: everything that who leads can do on the screen.
lines() {
	printf '%s\n' "$@" >"$dir/lines"
	set +e
	DRAAIBOEK_USER=lead "$DRAAIBOEK" -C "$root" --lang en --ui=plain \
		exercise join "$led" -r "$role" <"$dir/lines" >"$out" 2>"$err"
	status=$?
	set -e
}
role=facilitator
lines continue yes 1 send yes '<' 2 hold yes hint '<' \
	improvise 'The mayor wants to know' 0 1 '' yes \
	pause yes speed 5 jump +10 yes attend 'Mayor, as herself' \
	observe 'They are calm' score 1 3 'Well done' \
	players 'Who tells the owner?' 'The DPO does' '' '' yes debrief
exits 'a leader in lines' 0
prints 'what comes when' '1\. 0:00 due'
prints 'one is sent' 'Saved .*inject: sent'
prints 'one is held back' 'Saved .*inject: held back'
prints 'what is not possible is said' 'That is not possible with it now'
prints 'where each role is' 'IT is at: '
prints 'a pause' 'the exercise stands still'
prints 'another speed' '5 times as fast'
prints 'an hour further' 'in the scenario it is'
prints 'a score' '3 of 3'
prints 'who is there' 'WHO TOOK PART'
prints 'what the players decided' 'The DPO does'
role=it
lines pause exercise who 1 yes
prints 'players do not stop the clock' 'for who leads the exercise'
prints 'a player hears' 'heard or read'
lines continue
is 'who comes in with a role sits there, once' 1 \
	"$(cat "$root"/exercises/*"${led:0:8}"/*.jsonl |
		grep -c '"kind":"join".*"role":"it"')"
lines timeline more more debrief
prints 'a player reads the log' 'Timeline'
is 'and neither what was seen of them nor what is to come' 0 \
	"$(grep -cE 'They are calm|3 of 3|held back|MISSED|TO TALK' "$out" || true)"
# The same for whoever asks a command: players wait for the end.
for words in log 'report timeline'; do
	# shellcheck disable=SC2086
	plain $words "$led"
	is "what was seen of them is not in: $words" 0 \
		"$(grep -c 'They are calm' "$out" || true)"
	matches "it says so: $words" <(cat "$out" "$err" | tr -s '\n ' ' ') \
		'[0-9]+ entries are not shown while the exercise runs'
	# shellcheck disable=SC2086
	plain $words "$led" --facilitator
	prints "who leads reads it: $words" 'They are calm'
done
plain log "$led" --json
is 'programs do not read it either' 0 "$(grep -c 'They are calm' "$out" || true)"
plain exercise debrief "$led"
exits 'what came of it is not for players yet' 1
plain report after-action "$led"
exits 'nor the report' 1
says 'it says when' 'after the end'
plain report after-action "$led" --facilitator
exits 'who leads reads it' 0
lines real-life no
is 'a question stands in between' '' "$(ls "$root/incidents")"
role=facilitator
lines continue yes
role=it
lines real-life yes
prints 'real life: a live incident' 'Live incident'
is 'it is one of its own' 1 "$(ls "$root/incidents" | wc -l)"
plain exercise status "$led" --json
is 'the exercise stands still, and stays one' 'False False' "$(python3 -c '
import json, sys
s = json.load(open(sys.argv[1]))
print(s["running"], s["over"])' "$out")"
plain exercise join "$led" --ui=plain -r comms
exits 'a role that nobody has there' 2
says 'which ones there are' 'no role comms here; the roles are .*communications'
cp -r "$root" "$dir/other-station"
DRAAIBOEK_USER=jan "$DRAAIBOEK" -C "$dir/other-station" --lang en --ui=plain \
	exercise join "$led" -r communications >"$out" 2>"$err" <<<'' || true
prints 'another station says so as soon as the folder came' 'REAL LIFE, no exercise'
prints 'and where it is real' 'The real incident is called'
real=$(basename "$root"/incidents/*)
real=${real##*-}
plain exercise status "$led"
prints 'and says why, and what is real' "stopped: real life, .*\\($real\\)"
role=management
lines real-life 1
prints 'the others are told before anything else' 'REAL LIFE, no exercise'
prints 'they go to the same incident' 'Live incident: .*'
is 'and are asked there who they are' 0 \
	"$(sed -n '/Live incident/,$p' "$out" | grep -c 'You are Management' || true)"
is 'nobody begins a second one' 1 "$(ls "$root/incidents" | wc -l)"
plain log "$led"
prints 'the log says it' "real life: .*\\($real\\)"
role=facilitator
lines continue yes
plain exercise status "$led" --json
is 'it was nothing: the exercise goes on' 'True None' "$(python3 -c '
import json, sys
s = json.load(open(sys.argv[1]))
print(s["running"], s.get("real"))' "$out")"
lines end-exercise 'It went well' yes
prints 'the end says what came of it' 'TO TALK ABOUT NOW'
plain log "$led"
prints 'after the end everybody reads what was seen' 'They are calm'
plain exercise join "$led" --projector
exits 'the projector without a terminal' 2

# Nothing that people read of it could be taken for real.
for words in status log deadlines registers 'ratify list' 'document list' \
	'evidence list' 'report sitrep' 'report timeline' 'report ahead'; do
	if [ "$words" = registers ]; then
		plain registers -i "$led"
	else
		# shellcheck disable=SC2086
		plain $words "$led"
	fi
	prints "EXERCISE stands in: $words" 'EXERCISE'
done
plain deadlines "$led" --ics
prints 'and in the calendar' 'EXERCISE|BEGIN:VCALENDAR'
plain template fill holding-statement -i "$led"
prints 'and in every text' 'EXERCISE'
plain status "$led" --json
prints 'programs read its mode' '"mode": *"exercise"'

# A live incident takes none of it.
plain start ransomware --no-ui
id=$(cat "$out")
plain exercise send 1 -i "$id"
exits 'no exercise' 3
plain join -r facilitator -i "$id"
exits 'nobody leads what is real' 2

# An inject that waits for what keeps it away never comes.
sed -e '/^injects:/,$d' "$here/../../playbooks/exercises/friday-night.en.yaml" >"$dir/ever.yaml"
cat >>"$dir/ever.yaml" <<'EOF'
injects:
  - id: call
    at: 1m
    to: [it]
    title: A call
    when:
      - fact: danger-to-people
        is: yes
    unless:
      - fact: danger-to-people
        is: yes
EOF
plain check "$dir/ever.yaml"
prints 'check tells an inject that can never come' 'never-together'
finish
