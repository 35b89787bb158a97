#!/bin/bash
# call and contacts.
. "$(dirname "$0")/lib.sh"
start

run call crt --outcome reached --ref 26-0714-3 -r it
saved 'a call'
run call crt 'Voicemail full' --outcome voicemail -r it
saved 'a call with a text'
run call supplier-it --outcome no-answer -r it
saved 'a contact that is still to be filled in'
run call crt -r it
refuses 'without an outcome' 2 '--outcome'
run call crt --outcome busy -r it
refuses 'an outcome that is none' 2 'reached, voicemail or no-answer'
run call nobody-at-all --outcome reached -r it
refuses 'an unknown contact' 3 'nobody-at-all'
run log --type contact
is 'three calls in the log' 3 "$(wc -l <"$out")"

run contacts
exits 'the list' 0
prints 'it has the response team' '^crt '
run contacts crt
exits 'one contact' 0
run contacts crt --json
is 'as JSON' crt "$(json 'j[0]["contact"]')"
run contacts zzzzzz
refuses 'nobody of that name' 3 'zzzzzz'
run contacts zzzzzz --check
refuses 'nobody to check' 3 'zzzzzz'
run contacts crt --check --today 2099-01-01
exits 'an old entry' 1
prints 'is named' 'crt .*12 months'
run contacts --check --today tomorrow
refuses 'a date that is none' 2 'tomorrow'
finish
