#!/bin/bash
# do: an item, by number or id, in every state.
. "$(dirname "$0")/lib.sh"
start

state() {
	run status --json
	json "[i['state'] for r in j['roles'] for s in r['current'] for i in s['items'] if i['number'] == '$1'][0]"
}

run do 1.1 -r it
saved 'a number'
is 'it is done' 'done' "$(state 1.1)"
is 'the line has the words on the screen' 1 \
	"$(journal | grep -c '"text":"Pull the network cable of the controller"')"
run do 1.1 -r it
refuses 'what is done already' 1 'already'
run do isolate/cable -r it --state open
saved 'an id'
run do PU-I1.1 -r it --at -10m --reason paper
saved 'a number from paper'
is 'when it happened is in the line' 1 "$(journal | tail -1 | grep -c '"at":"20')"
run do first/look
saved 'a first action takes any role'
run do 0.1 --state open
saved 'a first action by number'
run do 1.2 -r it --state not-applicable
refuses 'not applicable without a reason' 1 '--reason'
run do 1.2 -r it --state not-applicable --reason 'there is none'
saved 'not applicable with a reason'
run do 1.2 -r it --state later
refuses 'later without a time' 1 '--until'
run do 1.2 -r it --state later --until +30m
saved 'later'
is 'it is later' later "$(state 1.2)"
run do 1.2 -r it --state somebody-else
refuses 'somebody else without a name' 1 '--to'
run do 1.2 -r it --state somebody-else --to management
saved 'somebody else'
run status --json
is 'that role has a task' task "$(json 'j["roles"][0]["inbox"][0]["type"]')"
run do 1.2 -r it --state gone
refuses 'an unknown state' 2 'gone'
run do 7.7 -r it
refuses 'an unknown item' 3 '7.7'
run do 1.1
refuses 'without a role' 2 'role'
run do 1.1 -r gardener
exits 'an unknown role' 2
run do 1.3 -r it --until lunch
refuses 'a time that is none' 2 'lunch'
run fact water-rises no
run do 1.3 -r it
refuses 'an inactive item' 1 'does not apply'
run do 1.1 -r it --state done --override 'not needed' --reason 'again'
exits 'override where nothing was to override' 1
finish
