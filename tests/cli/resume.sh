#!/bin/bash
# resume: needs a terminal, or to be asked for plainly.
. "$(dirname "$0")/lib.sh"
start

run resume
refuses 'without a terminal' 2 'not a terminal'
run resume ffff
refuses 'an incident that is not there' 3 'ffff'
run resume --ui=plain
exits 'in lines, with nothing to read' 0
prints 'it says which incident' 'The pump'
run -r it --by IT do 1.1
run resume --ui=plain
is 'it says the last entry once' 1 "$(grep -c 'Pull the network' "$out")"
run resume --ui=plain --read-only
exits 'read-only' 0
run resume --ui=plain --no-input
refuses 'when nothing may be asked' 2 '--no-input'
run --ui=plain --no-input
refuses 'nor at the start' 2 'draaiboek start'
run --ui=curses
refuses 'curses without a terminal' 2 "draaiboek: "
run --ui=wood
refuses 'an unknown way of showing' 2 'auto, curses, plain'
finish
