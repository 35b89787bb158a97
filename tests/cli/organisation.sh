#!/bin/bash
# organisation: made and edited by asking; nothing is lost, nothing half written.
. "$(dirname "$0")/lib.sh"
file=$root/playbooks/organisation.yaml

answers() {
	printf '%s\n' "$@" >"$dir/in"
	run_from "$dir/in" --lang en --ui=plain organisation
}

run organisation --lang en
exits 'it needs a terminal' 2
run organisation --check --lang en
exits 'there is none yet' 3
answers Voorbeeldegem '' '' '' important yes maybe no '' \
	mayor management '' '09 000 00 01' '' '' \
	'IT duty: "night"' it '' '' it@example.org '' '' \
	'Helpdesk # 1' 09 help@example.org '' servers '' \
	'Civil registry' head 1d 'red binder' '' \
	Insurer '' claims@example.org https://insurer.example '' 'policy 12' '' \
	'' yes
exits 'it is made' 0
prints 'a word that is none is asked again' 'That is none of the words'
run check "$file"
exits 'it is valid' 0
is 'NIS2' 1 "$(grep -c '^nis2: important$' "$file")"
is 'what nobody knows' 1 "$(grep -c '^police-link: unknown$' "$file")"
is 'quotes' 1 "$(grep -c 'function: "IT duty: \\"night\\""' "$file")"
is 'nobody else may read it' 600 "$(stat -c %a "$file")"
run organisation --print --lang en
prints 'the phone list' 'Management +09 000 00 01 +mayor'
prints 'what is to be filled in' 'IT +TO FILL IN'
run organisation --check --lang en
exits 'what it lacks' 1
prints 'a role without people' 'Nobody is named for the role Communications'
prints 'a number' 'No phone number: it-duty-night'

# A comment and an entry that is not asked about stay as they are.
cat >>"$file" <<'END'
# the insurer's hotline counts from the call
deadlines:
  - id: insurer-call
    title: Call the insurer
    basis: contract
    role: management
    within: 24h
END
cp "$file" "$dir/before"
rest() { # what is asked behind the people and the suppliers
	printf '%s\n' '' '' '' '' '' '' '' '' '' ''
}
{
	printf '%s\n' '' '' '' '' '' '' '' yes
	printf '%s\n' '' '' '09 000 00 02' '' '' '' '' '' '' '' '' '' '' '' '' ''
	rest
	printf '%s\n' '' '' '' '' yes
} >"$dir/in"
run_from "$dir/in" --lang en --ui=plain organisation
exits 'it is edited' 0
is 'two lines changed' 2 "$(diff "$dir/before" "$file" | grep -c '^>')"
is 'the comment stays' 1 "$(grep -c '^# the insurer' "$file")"
is 'the deadline stays' 1 "$(grep -c 'id: insurer-call' "$file")"
is 'e-mail' 1 "$(grep -c 'email: "help@example.org"' "$file")"
is 'a website' 1 "$(grep -c 'website: "https://insurer.example"' "$file")"

# Own deadlines: one that cannot be read back is asked again, another is added.
{
	printf '%s\n' '' '' '' '' '' '' '' ''
	printf '%s\n' '' '' '' '' '' '' '' '' '' '' '' '' '' '' '' ''
	rest
	printf '%s\n' soon 48h '' 'hotline on the card'
	printf '%s\n' 'Notice to the supplier' later it '' \
		'Notice to the supplier' 3d it 'by letter' '' yes
} >"$dir/in"
run_from "$dir/in" --lang en --ui=plain organisation
exits 'deadlines are edited' 0
says 'a duration that is none' 'soon'
run check "$file"
exits 'it is valid with them' 0
is 'one is changed' 1 "$(grep -c 'within: "48h"' "$file")"
is 'one is new' 1 "$(grep -c 'within: "3d"' "$file")"
is 'it is a contract' 2 "$(grep -c 'basis: contract' "$file")"
is 'the comment is still there' 1 "$(grep -c '^# the insurer' "$file")"
cp "$file" "$dir/before"
answers Elsewhere
exits 'the input ends too early' 1
is 'nothing was written' same "$(cmp -s "$dir/before" "$file" && echo same)"
{
	printf '%s\n' Elsewhere '' '' '' '' '' '' ''
	printf '%s\n' '' '' '' '' '' '' '' '' '' '' '' '' '' '' '' ''
	rest
	printf '%s\n' '' '' '' '' '' '' '' no
} >"$dir/in"
run_from "$dir/in" --lang en --ui=plain organisation
exits 'the answer is no' 1
is 'nothing was written then' same "$(cmp -s "$dir/before" "$file" && echo same)"
echo 'nicht: ours' >>"$file"
cp "$file" "$dir/before"
answers Elsewhere
exits 'a file with mistakes is not touched' 2
says 'and says where' 'nicht'
is 'it stays' same "$(cmp -s "$dir/before" "$file" && echo same)"
is 'no file is left beside it' 1 "$(find "$root/playbooks" -type f | wc -l)"

rm "$file"
printf '%s\n' Voorbeeldegem nederlands vlaanderen OCMW belangrijk Ja onbekend \
	nee Woordvoerder Communicatie '' '' '' '' '' '' '' '' '' ja >"$dir/in"
run_from "$dir/in" --lang nl --ui=plain organisation
exits 'it takes Dutch words' 0
is 'and writes those of the file' 1 "$(grep -c '^care-home: yes$' "$file")"
is 'what they are' 1 "$(grep -c '^body: ocmw$' "$file")"
is 'the region' 1 "$(grep -c '^region: be-vlg$' "$file")"
is 'the language' 1 "$(grep -c '^language: nl$' "$file")"
is 'NIS2, in Dutch' 1 "$(grep -c '^nis2: important$' "$file")"
is 'a role, in Dutch' 1 "$(grep -c 'role: communications$' "$file")"
is 'also for what nobody knows' 1 "$(grep -c '^ot: unknown$' "$file")"
finish
