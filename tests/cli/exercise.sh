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
exits 'a score' 0
plain exercise status
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

# A live incident takes none of it.
plain start ransomware --no-ui
id=$(cat "$out")
plain exercise send 1 -i "$id"
exits 'no exercise' 3
plain join -r facilitator -i "$id"
exits 'nobody leads what is real' 2
finish
