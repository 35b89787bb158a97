#!/bin/bash
# note, log add, correct.
. "$(dirname "$0")/lib.sh"
start

run note The guard called -r it
saved 'a note of several words'
is 'the words are one text' 1 "$(journal | grep -c '"text":"The guard called"')"
note=$(journal | tail -1 | grep -o '"id":"[0-9a-f]*"' | cut -d'"' -f4)
run log add 'Firewall log copied' --at 03:20 --reason 'hands full'
saved 'log add'
is 'it happened earlier' 1 "$(journal | tail -1 | grep -c '"at":"')"
run correct "${note:0:5}" 'It was the cook'
saved 'correct, by 5 characters'
run correct ffffff 'nothing'
refuses 'correct of nothing' 3 'no entry'
run log
prints 'the log marks it' '\(corrected\)$'
run note x --at +30m
refuses 'a time that is still to come' 2 'to come'
run note x --at 2099-01-01T00:00:00Z
refuses 'a day that is still to come' 2 'to come'
run note ' '
refuses 'a note of blanks only' 1 'empty'
run note x --by ' '
refuses 'a name of blanks only' 2 '--by'
run note ''
refuses 'an empty note' 1 'empty'
run note "$(head -c 2100 /dev/zero | tr '\0' a)"
refuses 'a note that is too long' 1 'too long'
run note "$(printf 'bell\033]0;x\007 \342\200\256evil')"
saved 'control characters'
run log
is 'never reach the terminal' 0 "$(grep -c "$(printf '\033')" "$out" || true)"
run note 'Straße 5 °C ≥ 3'
saved 'letters of all kinds'
run log --grep 'Straße'
is 'come back as they were' 1 "$(grep -c 'Straße 5 °C ≥ 3' "$out")"
LC_ALL=C run log --grep 'STRASSE|5 '
exits 'in a terminal that has only ASCII' 0
is 'they are written in ASCII' 0 "$(LC_ALL=C grep -c '[^ -~]' "$out" || true)"
finish
