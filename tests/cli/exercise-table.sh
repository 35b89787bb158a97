#!/bin/bash
# exercise import, export, from: tables, incidents and scenarios.
. "$(dirname "$0")/lib.sh"
cd "$dir"

plain() {
	status=0
	DRAAIBOEK_USER='An Peeters' "$DRAAIBOEK" -C "$root" --lang en "$@" \
		>"$out" 2>"$err" </dev/null || status=$?
}

# --- there and back: the same file, whoever wrote it

# same NAME FILE [PLAYBOOKS]: imported, without a mistake, and exported byte for byte
same() {
	plain exercise import "$2" --playbook "${3:-ransomware}" -o scenario.yaml
	exits "$1: is read" 0
	plain check --strict scenario.yaml
	exits "$1: the scenario has no mistake" 0
	plain exercise export ./scenario.yaml --csv -o back.csv
	if cmp -s "$2" back.csv; then
		ok "$1: the same file comes back"
	else
		not_ok "$1: the same file comes back" "$(diff <(cat -A "$2") <(cat -A back.csv))"
	fi
}

cat >plain.csv <<'EOF'
offset,to,from,channel,text,expected
0:00,it,Night nurse,phone,"Hello, is this IT? The screen is red.",Log it
1:05,"management, communications",The mayor,in-person,What do I tell people?,"Write down the hour
fact: aware-at, within: 10m"
1:10,emergency-planning,,radio,"He said ""nothing""",
EOF
same 'a plain table' plain.csv
matches 'an expectation with keys' scenario.yaml '^      - fact: aware-at$'
matches 'an expectation for a person' scenario.yaml 'action: "Log it"'
printf '\xef\xbb\xbfTijd;Aan;Van;Kanaal;Tekst;Verwacht\r\n%s\r\n%s\r\n%s\r\n' \
	'22:45;ICT;Nachtverpleegkundige;Telefoon;"Er staat: ""Klik hier"";'$'\r\n''en nu?";Isoleren' \
	'23:50;Directie, ICT;Krant;Pers;Klopt het?;' \
	'00:10;Iedereen;;Sociale media;Einde;' >dutch.csv
same 'a Dutch spreadsheet' dutch.csv
matches 'its clock goes on over midnight' scenario.yaml '^    at: 85m$'
matches 'its beginning' scenario.yaml '^begins: "22:45"$'
printf 'T+00:05\tMGT\tx\tmail\t"t"\ty' >tabs.csv
same 'tabs, no names of columns, no end' tabs.csv
printf '"nr","uur","aan","titel","tekst"\n"1","8u05","com","A","een"\n"2","8u35","np + it","B","twee"\n' >quoted.csv
same 'everything in quotes' quoted.csv
printf 'Nr;Tijd;Aan;Kanaal;Tekst\n%s\n%s\n%s\n%s\n' '1;22:45;ICT;tel;een' \
	'1b;22u50;it;Telefoon;"twee; % > |"' '7;23:05;burgemeester / D5;pers;drie' \
	'8;00:10;Alle;PERS;vier_vijf' >odd.csv
same 'every word in its own way' odd.csv
sed -i 's/channel: phone/channel: radio/' scenario.yaml
plain exercise export ./scenario.yaml --csv
prints 'one that was changed is written as usual' '^1;22:45;ICT;radio;een'
printf 'offset,to,text\n90m,it,late\n5m,it,soon\n' >minutes.csv
same 'minutes, in no order' minutes.csv
printf 'tijd,t+,aan,tekst,verwacht\n22:45,T+0:00,it,a,"step: it/establish, within: 2h"\n,T+0:05,com,b,\n22:55,0:10,com,b,\n-,-,it,reserve,\n0:05,T+1:20,it,c,\n0:15,,it,d,\n' >both.csv
same 'a clock and an offset' both.csv
matches 'the clock says when it begins' scenario.yaml '^begins: "22:45"$'
matches 'a row with the clock alone' scenario.yaml '^    at: 90m$'
matches 'long enough for what is expected' scenario.yaml '^duration: 120m$'
sed -i 's/at: 80m/at: 85m/' scenario.yaml
plain exercise export ./scenario.yaml --csv
prints 'both are written of one that was changed' '^00:10,T.1:25,it,c,'
plain exercise export friday-night --csv
exits 'a scenario of our own' 0
cp "$out" own.csv
same 'a scenario of our own' own.csv ransomware,crisis,care-continuity,data-breach

# --- faults: each with its line, and nothing is written
printf 'Tijd;Aan;Kanaal;Tekst\nsoon;IT;;a\n22:00;Nobody;;b\n\n21:00;;;c\n22:10;IT;smoke;\n22:15;IT;;d;e\n' >bad.csv
plain exercise import bad.csv -o none.yaml
exits 'a table with mistakes' 1
is 'nothing is written' '' "$(ls none.yaml 2>/dev/null)"
says 'a time' "bad.csv:2: 'soon' is no time"
says 'a role' "bad.csv:3: there is no role 'Nobody'"
says 'an order' "bad.csv:5: '21:00' is before"
says 'nobody' "bad.csv:5: nobody is named"
says 'a channel' "bad.csv:6: there is no channel 'smoke'"
says 'no text' 'bad.csv:6: there is no text'
says 'too many fields' 'bad.csv:7: there are more fields'
printf 'time,to,text\n1:00,it,"open\nand on\n' >open.csv
plain exercise import open.csv
exits 'quotes without an end' 1
says 'where they begin' 'open.csv:2: the quotes'
printf 'time,to,text\n1:00,it,"a" b\n' >behind.csv
plain exercise import behind.csv
says 'something behind quotes' 'behind.csv:2: something stands behind'
printf 'what,to,text\n1:00,it,x\n' >column.csv
plain exercise import column.csv
says 'a column' "column.csv:1: there is no column 'what'"
printf 'time,to,text\n1:00,it,\xff\n' >latin.csv
plain exercise import latin.csv
says 'another encoding' 'latin.csv:2: .*no UTF-8'
printf '"tijd";"aan";"van";"tekst";"verwacht"\n"22:45";"IT";"Wacht";"Stuk";\n"22:50";"IT";;"Nog iets";"step: it/isolate"\n' >texts.csv
plain exercise import texts.csv -o texts.yaml
plain exercise export ./texts.yaml --csv
is 'quotes around every text, and none around nothing' '' "$(diff "$out" texts.csv)"
printf 'time,offset,to,text\n22:45,0:00,it,a\n23:10,0:05,it,b\n23:00,0:15,it,c\n-,0:20,it,d\n23:10,-,it,e\n0:20,0:30,it,f\n25:00,2:15,it,g\nx,2:15,it,h\n' >both.csv
plain exercise import both.csv
exits 'a time and an offset that contradict' 1
is 'each with its line' '3 5 6 7 8 9' "$(sed -n 's/^draaiboek: both.csv:\([0-9]*\):.*/\1/p' "$err" | xargs)"
says 'which two' "both.csv:3: the time '23:10' and the offset '0:05' are not the same moment"
printf 'time,offset,to,text\n,0:00,it,a\n22:50,,it,b\n' >both.csv
plain exercise import both.csv
exits 'a clock that nothing says the beginning of' 1
says 'its line' "both.csv:3: '22:50' needs an offset beside it"
printf 'time,to,text,expected\n1:00,it,x,"step: it/a, within: 20x"\n1:05,it,x,severity: 9\n1:06,it,x,emergency-phase: galactic\n1:07,it,x,"step: it/a, objective: Two words"\n1:08,it,x,"step: it/a, within: 0m"\n' >within.csv
plain exercise import within.csv
exits 'what no scenario takes' 1
says 'a length' "within.csv:2: '20x' is no duration"
says 'a severity' "within.csv:3: '9' is no whole number"
says 'a phase' "within.csv:4: 'galactic' is not one of"
says 'no time at all' "within.csv:6: within 0m leaves no time"
says 'an objective' "within.csv:5: 'Two words' is no id"
is 'nothing is written' 0 "$(wc -c <"$out")"
printf 'time,to,text\n1:00,it,\x1b[31m\n' >escape.csv
plain exercise import escape.csv
says 'what a terminal would obey' 'escape.csv:2: a character'
: >empty.csv
plain exercise import empty.csv
exits 'nothing at all' 1
plain exercise import none.csv
exits 'no file' 3
plain exercise export nosuch --csv
exits 'no scenario' 3
plain exercise export plain.csv.yaml --csv
exits 'no file of one' 3
plain exercise export friday-night --format=xml
exits 'no such form' 2

# --- from an incident
plain start ransomware --no-ui --title 'The night of An Peeters' --zone Europe/Brussels
id=$(cat "$out")
plain fact detected-at 02:00 -r it --source 'The night nurse'
plain decide establish confirmed -r it --override 'no time' --reason 'seen by Peeters'
plain call crt 'An Peeters must send the note' --outcome reached -r it
plain note 'The harbour called: does Peeters know?' --via phone -r management
plain note 'At 23.40 on 2026-11-27: call +32 470 12 34 56 or 016/12.34.56, mail an.p@voorbeeld.example.' \
	--via phone -r management
plain fact spread-stopped yes -r it --source 'The night nurse'
plain fact attacker-deadline-at 23:50 -r it --source 'Els Van der Voorbeeld'
plain note 'Van der Voorbeeld saw it on a screen' --via phone -r it
plain emergency-phase municipal --decided-by mayor -r management
plain exercise from "$id"
exits 'one that is open' 1
plain close 'done' --override 'enough' -r it
plain exercise from "$id" -o draft.yaml
exits 'a draft' 0
is 'no name is left' 0 "$(grep -ci 'peeters' draft.yaml)"
matches 'what must be filled in is told' draft.yaml '# TO FILL IN'
matches 'what came from outside' draft.yaml 'The harbour called: does IT know'
is 'nor that of somebody who told something' 0 "$(grep -c 'Els\|saw it on a screen.*Els' draft.yaml)"
matches 'it was somebody' draft.yaml 'from: "?somebody"?$'
is 'no number and no address is left' 0 "$(grep -cE '470|016|voorbeeld' draft.yaml)"
is 'what stood around them is' 'At 23.40 on 2026-11-27: call (a phone number) or (a phone number), mail (an e-mail address).' \
	"$(tr -s ' \n' ' ' <draft.yaml | sed -n 's/.*text: "\(At 23.40[^"]*\)".*/\1/p')"
matches 'who said it' draft.yaml 'from: "The night nurse"'
matches 'what was decided' draft.yaml 'step: ransomware/it/establish'
matches 'how fast' draft.yaml 'within: 1m'
matches 'who was called' draft.yaml 'contact: crt'
matches 'which phase' draft.yaml 'emergency-phase: municipal'
plain check draft.yaml
exits 'the draft passes check' 0

# People as they are written: behind a comma, in part, in capitals.
plain start ransomware --no-ui --title 'Another night' --zone Europe/Brussels
other=$(cat "$out")
heard() {
	plain note "$1" --via phone -r it -i "$other" --by 'IT Duty (Jan Voorbeels)'
}
plain join -r management -i "$other" --by 'Marie Claes-Dommel (AD)'
plain fact detected-at 02:00 -r it -i "$other" --source "Karel D'Hooge, a firm"
heard "KAREL D'HOOGE and Karel called: Marie asks, says Claes, then Dommel."
heard 'Van 01/02/2026 12:30 op: (0475) 12 34 56, 0475 / 12 34 56, bel (0475123456).'
heard 'Pay BE68 5390 0754 7034 to 85.07.30-033.28 at 10.0.0.12, not 112.'
plain close 'done' --override 'enough' -r it -i "$other"
plain exercise from "$other" -o parts.yaml
exits 'another draft' 0
is 'no part of a name is left' 0 "$(grep -ciE "karel|hooge|marie|claes|dommel" parts.yaml)"
said() {
	tr -s ' \n' ' ' <parts.yaml | sed -n "s/.*text: \"\($1[^\"]*\)\".*/\1/p"
}
is 'each is somebody, or a role' \
	'somebody and somebody called: Management asks, says Management, then Management.' \
	"$(said somebody)"
is 'a day is no phone number, with or without brackets' \
	'Van 01/02/2026 12:30 op: (a phone number), (a phone number), bel (a phone number).' \
	"$(said Van)"
is 'an account and a register number are personal' \
	'Pay (a personal number) to (a personal number) at 10.0.0.12, not 112.' \
	"$(said Pay)"
mkdir -p books
cp draft.yaml books/
plain --playbooks books exercise run the-night-of-it --no-ui
exits 'and can be played' 0
plain exercise end 'enough'
# A played exercise gives a scenario on the clock of its scenario.
plain exercise run micro-power-question --no-ui --speed 600 --start-at '2026-11-27 03:00'
plain exercise send 1
plain exercise clock pause
plain exercise clock pause --start-at '2026-11-27 03:20'
plain exercise send 2
plain exercise end 'enough'
plain exercise from "$(ls "$root/exercises" | grep micro | tail -c 9)" -o again.yaml
exits 'a draft from an exercise' 0
is 'only what was sent' 2 "$(grep -c 'id: inject-' again.yaml)"
matches 'on its own clock' again.yaml '^    at: 20m$'
matches 'which began then' again.yaml '^begins: "friday 03:00"$'
plain check again.yaml
exits 'it passes check' 0
plain -l nl exercise from "$id"
prints 'in Dutch' '# IN TE VULLEN'
prints 'values as people say them' '\?: ja'
finish
