#!/bin/bash
# decide, skip, reopen.
. "$(dirname "$0")/lib.sh"
start

current() {
	run status --json
	json "' '.join(s['step'] for r in j['roles'] if r['role'] == '$1' for s in r['current'])"
}

run decide 1 stopped -r it
refuses 'open items' 1 '--override'
run decide 1 A -r it --override 'no time' --advice management=with --advice communications=not-asked
saved 'open items, overridden'
is 'the reason is in the line' 1 "$(journal | grep -c '"override":"no time"')"
is 'so is the advice' 1 "$(journal | grep -c '"role":"communications","advice":"not-asked"')"
is 'it leads on' repair "$(current it)"
run decide repair 'done' -r it
refuses 'another step must come first' 1 'must come first'
run decide lead A -r management
saved 'the other step'
run decide repair 'done' -r it
saved 'the implied choice'
is 'to the end' '' "$(current it)"
run reopen isolate -r it
saved 'reopen'
run reopen isolate -r it
refuses 'reopen of what is open' 1 'nothing to reopen'
run do 1.1 -r it
run do 1.2 -r it
run do 1.3 -r it
run decide 1 B -r it
refuses 'a choice that needs a reason' 1 '--reason'
run decide 1 Z -r it
refuses 'an unknown choice' 2 'Z'
run decide 9 A -r it
refuses 'an unknown step' 3 '9'
run decide 3 A -r it
refuses 'a step that is not current' 1 'not open now'
run decide 1 unknown -r it
exits 'unknown asks the approval of what it assumes' 0
run status --json
is 'it waits for approval' approval "$(json 'j["roles"][1]["current"][0]["waits"][0]["type"]')"
run decide 1 A -r it
refuses 'while an approval is waited for' 1 'approval'
run decide 1 A -r it --override 'the director called'
saved 'overriding the approval'
run decide 1 A -r management --advice nonsense
exits 'advice that is none' 2
run skip 1 -r communications
refuses 'skip without a reason' 1 '--reason'
run skip 1 -r communications --reason 'nobody there'
saved 'skip'
is 'skipped' '' "$(current communications)"
run decide watch 'done' -r emergency-planning --reason r --override o
saved 'override where nothing was to override'
is 'is not logged' 0 "$(journal | tail -1 | grep -c override)"
is 'the reason is' 1 "$(journal | tail -1 | grep -c '"reason":"r"')"
finish
