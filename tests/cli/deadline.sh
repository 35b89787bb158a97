#!/bin/bash
# deadline and deadlines.
. "$(dirname "$0")/lib.sh"
start

state() {
	run status --json
	json "[d['state'] for d in j['deadlines'] if d['deadline'] == 'tell-neighbours'][0]"
}

is 'it waits' waiting "$(state)"
run deadline tell-neighbours start -r emergency-planning
saved 'start'
is 'it runs' running "$(state)"
run deadline tell-neighbours correct --at -2h
refuses 'a correction without a reason' 1 '--reason'
run deadline tell-neighbours correct --reason 'seen earlier'
refuses 'a correction without a time' 1 '--at'
run deadline tell-neighbours correct --at -2h --reason 'seen earlier'
saved 'correct'
run deadline tell-neighbours first-sent --proof 'phone, 03:40'
saved 'first notice'
is 'first sent' first-sent "$(state)"
run deadline tell-neighbours met --proof 'mail 12' -r emergency-planning
saved 'met'
is 'met' met "$(state)"
run deadline tell-neighbours not-applicable
refuses 'not applicable without a reason' 1 '--reason'
run deadline tell-neighbour met
refuses 'a misspelt deadline' 3 'did you mean tell-neighbours'
run deadline tell-neighbours forget
refuses 'an act that is none' 2 'forget'
run deadlines
exits 'the list' 0
prints 'with its title' 'Tell the neighbours downstream'
prints 'when it was met' 'MET .*[0-9][0-9]:[0-9][0-9]  *tell-neigh'
prints 'by whom' '[(]Emergency planning[)]; proof:'
prints 'with what proof' 'mail 12$'
run deadlines --json
is 'who met it, as JSON' 'mail 12 emergency-planning' "$(json "[d['proof'] + ' ' + d['by-role'] for d in j if d['deadline'] == 'tell-neighbours'][0]")"
is 'the list as JSON' met "$(json "[d['state'] for d in j if d['deadline'] == 'tell-neighbours'][0]")"
run deadlines --plain
is 'the list with tabs' 1 "$(cut -f4 "$out" | grep -c '^tell-neighbours$')"
run deadlines --check
exits 'nothing is overdue' 0
run deadline tell-neighbours start
run deadline tell-neighbours correct --at -6h --reason 'seen much earlier'
run deadlines --check
exits 'something is overdue' 1
finish
