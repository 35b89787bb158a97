#!/bin/bash
# exercise: every hour that is typed or read is one of the scenario.
. "$(dirname "$0")/lib.sh"

plain() {
	status=0
	DRAAIBOEK_USER=lead "$DRAAIBOEK" -C "$root" --lang en "$@" >"$out" 2>"$err" ||
		status=$?
}

plain exercise run friday-night --no-ui --facilitator \
	--start-at '2031-01-17 22:40'
exits 'it begins, years from now, and stands still' 0

# Paper players: who leads types in what they did, with the hours they saw.
plain fact detected-at 22:30 -r it
exits 'an hour before it began' 0
plain do 1.1 -r it --at 22:35 --via paper
exits 'another one' 0
plain log
prints 'the log shows it' 'incident at = Fri 17 Jan 22:30'
prints 'and the other' '^#[0-9a-f]+ +Fri 17 Jan 22:35\*'
prints 'a clock that was set tells its own hour' 'scenario it is Fri 17 Jan 22:40'
plain deadlines
prints 'a duty counts from there' '^Sat 18 Jan 22:30 .*partners-warning'
plain report sitrep
prints 'a report is of the hour they play' 'as of Fri 17 Jan 2031 22:40'
prints 'and so is what it tells' 'incident at: Fri 17 Jan 22:30'
printf '%s\n' report leave >"$dir/lines"
plain --ui=plain resume -r it <"$dir/lines"
prints 'so it is where one works' 'as of Fri 17 Jan 2031 22:40'
prints 'with what it tells' 'incident at: Fri 17 Jan 22:30'
plain status
prints 'when it was opened' 'Fri 17 Jan 2031 22:3[89]|Fri 17 Jan 2031 22:40'

plain fact next-update-at 23:59 -r communications
exits 'something that is still to come' 0
plain deadlines

# A clock that runs fast takes what lies ahead along.
plain exercise clock resume --speed 600
plain report sitrep
prints 'a fact that lies ahead keeps its hour' 'Fri 17 Jan 23:59'
plain deadlines
prints 'the duty keeps its hour' '^Sat 18 Jan 22:(29|30) .*partners-warning'
plain exercise clock pause --speed 1
plain exercise clock pause --start-at '2031-01-18 22:50'
plain deadlines
prints 'a jump passes it' 'target missed +partners-warning'
plain report sitrep --until '2031-01-17 23:00'
prints 'a report of an earlier hour tells it as it was typed' 'Fri 17 Jan 23:59'
plain report timeline --until '2031-01-17 23:00'
prints 'and so does its timeline' 'fact: Next update at = Fri 17 Jan 23:59'
plain log
prints 'the log says what was typed, whatever the clock did since' \
	'fact +Next update at = Fri 17 Jan 23:59'
# What is said to have happened while it jumped did not happen after that.
plain note 'They called the pharmacy' -r it --at 23:30
plain log
prints 'it was before the jump' 'Fri 17 Jan 2[23]:[0-9]+\*.*pharmacy'

# What is improved is improved on real days.
plain exercise end
plain exercise actions add 'Hang the order of cables beside the rack' \
	--due 2031-03-01
exits 'an improvement' 0
plain exercise actions
prints 'by the day that was typed' 'Sat 1 Mar 2031'
plain report after-action
prints 'so says the report' 'by Sat 1 Mar'
prints 'that tells the hours of the scenario' 'In the scenario +Fri 17 Jan 22:40'
is 'and when it really was' "$(date +%Y)" \
	"$(sed -n 's/^Held on .* \(20[0-9][0-9]\) .*/\1/p' "$out")"

# Who sends an inject may speak another language than the exercise.
plain exercise run micro-lost-laptop --no-ui --facilitator --lang nl
id=$(cat "$out")
plain exercise clock resume -i "$id"
plain exercise send 1 -i "$id"
exits 'an English hand sends it' 0
plain exercise status "$id" --facilitator
prints 'in the words of the scenario that is played' '^1 .*sent .*Mijn tas ligt op de trein'
is 'and so in the journal' 1 \
	"$(grep -h '"act":"release"' "$root"/exercises/*/*.jsonl |
		grep -c '"title":"Mijn tas ligt op de trein"')"
plain exercise show the-colleague --lang nl
prints 'a beginning in the words of who reads' '^90 minuten  ma 08:20'
finish
