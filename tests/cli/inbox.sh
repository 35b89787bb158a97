#!/bin/bash
# ask, answer, tell, take, withdraw: what roles want from each other.
. "$(dirname "$0")/lib.sh"
start

inbox() {
	run status --json
	json "' '.join(b['type'] for r in j['roles'] if r['role'] == '$1' for b in r['inbox'])"
}
inbox_id() {
	run status --json
	json "[b['id'] for r in j['roles'] if r['role'] == '$1' for b in r['inbox']][-1]"
}

run ask it 'Is the backup clean?' -r management
saved 'ask'
is 'a question waits' question "$(inbox it)"
question=$(inbox_id it)
run take "$question" -r it
refuses 'a question is answered, not taken' 1 'answer it'
run answer "${question:0:5}" 'Not known before five' -r it
saved 'answer, by 5 characters'
is 'it waits no longer' '' "$(inbox it)"
run answer "$question" again -r it
refuses 'answered already' 1 'Not recorded'
run tell communications 'Call the press list' -r management
saved 'tell'
task=$(inbox_id communications)
run take "$task" -r it
refuses "another role's task" 1 'inbox'
run take "$task" -r communications
saved 'take'
run take ffffffff -r communications
exits 'take of nothing' 1
run ask nobody x -r it
exits 'ask of an unknown role' 2

run do 1.1 -r it
run do 1.2 -r it
run do 1.3 -r it
run decide 1 B -r it --reason 'it runs on'
saved 'a choice that needs approval'
is 'an approval waits' approval "$(inbox management)"
approval=$(inbox_id management)
run answer "$approval" maybe -r management
refuses 'an approval is no question' 2 'yes or no'
run answer "$approval" no -r management
refuses 'no needs a reason' 1 '--reason'
run answer "$approval" no -r management --reason 'call first'
saved 'no'
run decide 1 B -r it --reason 'it runs on'
approval=$(inbox_id management)
run withdraw "$approval" -r management
refuses 'only who asked withdraws' 1 'withdraw'
run withdraw "$approval" -r it --reason 'typed in error'
saved 'withdraw'
run decide 1 B -r it --reason 'it runs on'
approval=$(inbox_id management)
run answer "$approval" yes -r management --via phone --typed-by 'IT duty officer'
saved 'yes, by phone'
run status --json
is 'the decision took effect' power-off "$(json 'j["roles"][1]["current"][0]["step"]')"
is 'it is to be confirmed' True "$(json '"to-confirm" in [a["kind"] for a in j["alerts"]]')"
is 'it told management' True "$(json '"task" in [b["type"] for b in j["roles"][0]["inbox"]]')"
task=$(json '[b["id"] for b in j["roles"][0]["inbox"] if b["type"] == "task"][0]')
run take "$task" -r management
saved 'a task that leads to a step'
run status --json
is 'the step is current' True "$(json '"decide-dike" in [s["step"] for s in j["roles"][0]["current"]]')"
finish
