#!/bin/bash
# severity, emergency-phase, playbook, title, close, open-again.
. "$(dirname "$0")/lib.sh"
start

run severity 2 --reason 'two pumps'
saved 'severity'
run status --json
is 'it is 2' 2 "$(json 'j["incident"]["severity"]')"
run severity 5
refuses 'no severity' 2 'from 0'
run severity two
refuses 'a word' 2 'from 0'
run emergency-phase municipal --decided-by mayor
saved 'a phase'
run emergency-phase lunar
refuses 'no phase' 2 'municipal'
run emergency-phase none
saved 'the phase ends'
run title Another title
saved 'title'
run status --json
is 'the title' 'Another title' "$(json 'j["incident"]["title"]')"

run playbook flood
saved 'one more playbook'
run playbook flood
refuses 'an open one' 1 'open already'
run playbook floo
refuses 'a misspelt one' 3 'did you mean flood'
is 'its files are kept' 2 "$(ls "$root"/incidents/*/playbooks/flood.*.yaml | wc -l)"
run status
prints 'a step then names its playbook' 'step 1  Close the street  \[flood\]$'
run decide 1 A -r management
refuses 'a number of two playbooks' 2 '--playbook=ID'
run decide 1 A -r management --playbook pump
saved 'with the playbook'
run playbook flood --stop
refuses 'stop without a reason' 1 '--reason'
run playbook flood --stop --reason 'it is dry'
saved 'stop'
run playbook flood --stop --reason again
refuses 'stop of a stopped one' 1 'not open'
run playbook flood
saved 'opened again'

run close
refuses 'close with open work' 1 '--override'
run close 'The water fell' --override 'the rest is for the morning'
saved 'close'
run do 1.1 -r it
refuses 'a closed incident' 1 'open it again'
run note 'afterthought'
saved 'a note in a closed incident'
run open-again --reason 'water again'
saved 'open again'
run open-again
refuses 'what is open' 1 'open already'
run do 1.1 -r it --playbook pump
saved 'work goes on'
finish
