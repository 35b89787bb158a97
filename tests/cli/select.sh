#!/bin/bash
# Which incident: by id, folder, path, environment, or the only open one.
. "$(dirname "$0")/lib.sh"
start
first=$id
folder=$(echo "$root"/incidents/*)

run note one
saved 'the only open one needs no name'
run -i "${first:0:4}" note two
saved 'four digits'
run -i "$first" note three
saved 'the whole id'
run -i "$(basename "$folder")" note four
saved "the folder's name"
run -i "$folder" note five
saved "the folder's path"
DRAAIBOEK_INCIDENT=${first:0:6} run note six
saved 'by the environment'
run status "${first:0:5}"
exits 'behind the command' 0
run -i "${first:0:3}" note no
exits 'three digits are too few' 3
run -i '' note no
refuses 'an empty name' 2 'empty'
run status ''
refuses 'an empty name behind the command' 2 'empty'
run -i 0000zz note no
exits 'what is no id' 3
run -i "$(echo "$first" | tr '0-9a-f' '1-9a-f0')" note no
refuses 'an id that is not there' 3 'draaiboek: '

start
run note which
refuses 'two open ones' 2 "${first:0:8}"
run -i "${first:0:8}" close --override 'no more water'
saved 'closing the first'
run note the other
saved 'one open one is left'

# A damaged journal never makes an incident "not found".
run -i "${first:0:8}" open-again
printf 'x' | dd of="$(echo "$folder"/*.jsonl)" bs=1 seek=20 conv=notrunc 2>/dev/null
run -i "${first:0:8}" log
exits 'a flipped byte at the beginning' 0
truncate -s 0 "$(echo "$folder"/*.jsonl)"
run -i "${first:0:8}" status --json
exits 'an empty journal' 0
run -i "${first:0:8}" verify
is 'an empty journal is no proof' 0 "$(grep -c '^OK$' "$out" || true)"
rm "$folder"/*.jsonl
run -i "${first:0:8}" status
exits 'no journal at all' 0
says 'no journal at all is told' 'has not arrived'
prints 'it is not called closed' '  incomplete$'
run -i "${first:0:8}" title other
exits 'nothing can be written in it' 4
says 'and that is what is said' 'no journal of it can be read'
mkdir "$root/incidents/20990101T000000Z-begun-0123abcd"
run note the other
saved 'a folder in which nothing was begun stands in no way'
finish
