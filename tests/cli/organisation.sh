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
	mayor management '' '09 000 00 01' '' \
	'IT duty: "night"' it '' '' '' '' \
	'Helpdesk # 1' 09 '' servers '' \
	'Civil registry' head 1d 'red binder' '' \
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
answers '' '' '' '' '' '' '' yes \
	'' '' '09 000 00 02' '' '' '' '' '' '' \
	'' '' '' '' '' '' '' '' '' yes
exits 'it is edited' 0
is 'two lines changed' 2 "$(diff "$dir/before" "$file" | grep -c '^>')"
is 'the comment stays' 1 "$(grep -c '^# the insurer' "$file")"
is 'the deadline stays' 1 "$(grep -c 'id: insurer-call' "$file")"
cp "$file" "$dir/before"
answers Elsewhere
exits 'the input ends too early' 1
is 'nothing was written' same "$(cmp -s "$dir/before" "$file" && echo same)"
answers Elsewhere '' '' '' '' '' '' '' '' '' '' '' '' '' '' '' '' '' '' '' '' '' '' '' '' no
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
printf '%s\n' Voorbeeldegem '' '' '' nee Ja onbekend nee '' '' '' '' ja >"$dir/in"
run_from "$dir/in" --lang nl --ui=plain organisation
exits 'it takes Dutch words' 0
is 'and writes those of the file' 1 "$(grep -c '^care-home: yes$' "$file")"
is 'also for what nobody knows' 1 "$(grep -c '^ot: unknown$' "$file")"
finish
