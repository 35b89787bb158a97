#!/bin/bash
# row, registers: cells, new rows, what is refused; one tick a row; OURS.
. "$(dirname "$0")/lib.sh"
mkdir -p "$root/playbooks"
cat >"$root/playbooks/organisation.yaml" <<'END'
draaiboek: 1
kind: organisation
name: Voorbeeldegem
language: en
services:
  - id: civil
    name: Civil registry
  - id: payroll
    name: Payroll
END
cat >"$root/playbooks/sweep.en.yaml" <<'END'
draaiboek: 1
id: sweep
language: en
kind: incident
code: SW
title: Sweep the services
summary: One tick a service.
version: 2026-11-22
roles:
  - role: management
    start: wait
    steps:
      - id: wait
        title: Wait
  - role: it
    start: call
    steps:
      - id: call
        title: Call the services
        items:
          - id: ask
            text: Call who runs {{row.name}}
            for-each: services
          - id: note
            text: Write it on the board
  - role: communications
    start: wait
    steps:
      - id: wait
        title: Wait
  - role: emergency-planning
    start: wait
    steps:
      - id: wait
        title: Wait
END
cat >"$root/playbooks/ours.en.yaml" <<'END'
draaiboek: 1
id: ours
language: en
kind: local
title: Our additions
version: 2026-11-22
additions:
  - at: sweep/it/call/ask
    note: The harbour has a list of its own.
    items:
      - id: harbour
        text: Call the harbour
  - at: sweep/it/gone
    note: This place is gone.
END
DRAAIBOEK_USER='IT duty officer'
export DRAAIBOEK_USER
run start sweep --lang en --no-ui
exits 'it starts' 0
is 'the additions go into the journal' 1 \
	"$(journal | grep -c '"file":"ours.en.[0-9a-f]*.yaml","sha256"')"

run row services civil state down
saved 'a cell'
is 'as it is written' 1 "$(journal | grep -c '"kind":"row","actor":"IT duty officer","register":"services","row":"civil","column":"state","value":"down"')"
run row services Payroll state Works --source 'The desk'
saved 'by the words on the screen'
run row services 'The library'
saved 'a new row'
run registers
prints 'the counts' 'Services \(services\): 1 Works, 1 Down, 1 not known yet'
prints 'a row' 'Civil registry +Down +not known yet'
run registers services --json
is 'for programs' down \
	"$(json "[r['cells'][0]['value'] for r in j[0]['rows'] if r['row'] == 'civil'][0]")"
run status --json
is 'in the status' 3 "$(json "len([r for r in j['registers'] if r['register'] == 'services'][0]['rows'])")"
run row services 'The library' --strike
saved 'a row that was a mistake'
run registers services --plain
is 'it is gone' 2 "$(wc -l <"$out")"
run row phone-tree Care people 80
saved 'how many a branch has'
run row phone-tree Care reached 34
saved 'how many of them were reached'
run row phone-tree Crews reached 'a few'
refuses 'what is no number' 2 'a few'
run row phone-tree Crews
saved 'a branch nobody counted yet'
run registers phone-tree
prints 'how many of how many' 'Reached 34 of 80; 1 row not counted yet'
run status --json
is 'the sum, for programs' '34 of 80, 1' "$(json "['%d of %d, %d' % (r['sum']['count'], r['sum']['total'], r['sum']['uncounted']) for r in j['registers'] if r['register'] == 'phone-tree'][0]")"
run report sitrep
prints 'the sum, in the situation report' 'Phone tree: Reached 34 of 80'
is 'its cells are not lines there' 0 "$(grep -c 'How many people' "$out")"

run log
prints 'the timeline says a cell' 'Civil registry, State: Down'
prints 'and from whom' 'Payroll, State: Works, according to The desk'
prints 'and a new row' 'Services: new row The library'

run row service civil state down
refuses 'a register that is none' 3 'did you mean services'
run row services civil state broken
refuses 'a value that is none' 2 'works, limited, down'
run row services civil colour red
refuses 'a column that is none' 3 'no column colour'
run registers service
refuses 'showing a register that is none' 3 'service'

run do 1.1 -r it
refuses 'an item without its row' 2 'Civil registry, Payroll'
run do SW-I1.1/civil -r it
saved 'an item with its row'
is 'the path stays whole' 1 "$(journal | grep -c '"item":"sweep/it/call/ask","visit":1,"row":"civil","state":"done","text":"Call who runs Civil registry"')"
run do 1.1 --row Payroll -r it --state not-possible --reason 'Nobody answers'
saved 'the row as an option'
run do 1.1/moon -r it
refuses 'a row that is none' 3 'moon'
run decide 1 done -r it
refuses 'what is open keeps the decision' 1 '1.3, 1.2'
run row services Pool
saved 'a row comes later'
run decide 1 done -r it
refuses 'and is open' 1 '1.1 Pool'
run status
prints 'each row has its line' '\[x\] 1.1 Call who runs Civil registry'
prints 'ours is said to be' '1.3 Call the harbour \(OURS\)'
run do 1.3 -r it
saved 'ours is ticked as any other'
is 'its path says whose it is' 1 "$(journal | grep -c '"item":"sweep/it/call/ours.harbour"')"
run status
says 'an addition without a place is named' 'sweep/it/gone'
run show sweep
prints 'the note is shown in place' 'OURS: The harbour has a list of its own'
finish
