#!/bin/bash
# join, leave, handover, action, decision.
. "$(dirname "$0")/lib.sh"
start

holder() {
	run status --json
	json "[r['holder'] for r in j['roles'] if r['role'] == 'it'][0]"
}

run join -r it --by 'First shift'
saved 'join'
is 'who holds the role' 'First shift' "$(holder)"
run handover 'Backup is unplugged' -r it --by 'First shift' --to 'Second shift'
saved 'handover'
is 'who holds it now' 'Second shift' "$(holder)"
run join -r it --by 'Second shift'
saved 'the one who takes it accepts'
run log
prints 'the log says so' 'repeats it and accepts the role'
run handover -r it
refuses 'handover to nobody' 1 '--to'
run leave -r it --by 'Second shift'
saved 'leave'
is 'nobody' None "$(holder)"
run join
refuses 'join without a role' 2 'role'

run clock-check "$(date -u -d '+2 minutes' +%Y-%m-%dT%H:%M:%SZ)"
saved 'a phone that is two minutes ahead'
is 'the line has both clocks' 1 "$(journal | tail -1 |
	grep -c '"wall":"[^"]*","step":[0-9]*,"source":"phone","act":"behind"')"
run log
prints 'the log says how much' "this station's clock was 2 minutes behind a phone"
run clock-check "$(date -u -d '-5 minutes' +%Y-%m-%dT%H:%M:%SZ)"
saved 'a phone that is five minutes behind'
run log
prints 'the log says which way' "this station's clock was 5 minutes ahead of a phone"
run clock-check "$(date +%H:%M)"
saved 'the same minute'
run log
prints 'which is no difference' 'agrees with a phone within a minute'
run clock-check tomorrow
refuses 'no time' 2 'what time the phone shows'

run action 'Fetch the generator' -r it --to 'Night guard' --due +2h
saved 'action'
run status --json
action=$(json 'j["roles"][1]["actions"][0]["item"] if "item" in j["roles"][1]["actions"][0] else "action/" + j["roles"][1]["actions"][0]["id"]')
run do "$action" -r it
saved 'an action is done'
run status --json
is 'and gone from the open work' 0 "$(json 'len(j["roles"][1]["actions"])')"
run do action/0123456789abcdef -r it
refuses 'an unknown action' 3 'action'
run decision 'Close the street?' -r management --option yes --option no
saved 'an open decision'
of=$(journal | tail -1 | grep -o '"id":"[0-9a-f]*"' | cut -d'"' -f4)
run decision --of "$of" --chosen yes -r management --reason 'water'
saved 'decided later'
run decision 'Open the school' --chosen no -r management
saved 'decided at once'
run action -r it ''
exits 'an empty text' 1
finish
