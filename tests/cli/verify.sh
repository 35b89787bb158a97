#!/bin/bash
# verify and head: proof, and what could not be proved.
. "$(dirname "$0")/lib.sh"
start
for text in one two three; do
	run note $text
done
file=$(echo "$root"/incidents/*/*.jsonl)

run verify
exits 'an honest journal' 0
prints 'is OK' '^OK$'
run head
is 'the head is the digest of the last line' \
	"$(basename "$file") 6 $(tail -1 "$file" | sha256sum | cut -c1-64)" "$(cat "$out")"
head=$(cut -d' ' -f3 "$out")
run verify --head "$head"
exits 'with the head from paper' 0
run verify --head "$(echo "$head" | sed 's/..../& /g' | tr a-f A-F)"
exits 'as it was copied by hand' 0
run verify --head "$(echo "$head" | tr '0-9a-f' '1-9a-f0')"
exits 'with another head' 1
run verify --head "${head}ffff"
refuses 'a head with digits too many' 2 '64 digits'
run verify --head '1               '
refuses 'blanks for digits' 2 '64 digits'
run verify --head 123
refuses 'what is no head' 2 '64 digits'
run head --json
is 'heads as JSON' "$head" "$(json 'j[0]["head"]')"
run verify --json
is 'the proof as JSON' True "$(json 'j["ok"]')"
run verify "$file"
exits 'one file' 0
run verify "$dir/none"
exits 'a file that is not there' 3

# A flipped byte in each line is found, with the file and the line.
for n in 1 2 3 4 5 6; do
	cp "$file" "$dir/kept"
	at=$(($(head -$n "$file" | wc -c) - 20))
	printf '%c' '~' | dd of="$file" bs=1 seek=$at conv=notrunc 2>/dev/null
	run verify
	exits "a changed byte in line $n" 1
	prints "it names the file ($n)" "$(basename "$file")"
	prints "it names the line ($n)" "line ($n|$((n + 1)))"
	cp "$dir/kept" "$file"
done
truncate -s -10 "$file"
run verify
exits 'a torn tail on the station that wrote it' 1
cp "$dir/kept" "$file"

# On the station that wrote it, a journal that is gone or empty is missed.
run note four
other=$(ls "$root"/incidents/*/*.jsonl | grep -v "^$file\$" || true)
for gone in "$file" $other; do
	mv "$gone" "$dir/gone"
	run -i "${id:0:8}" verify
	exits 'a whole journal that is gone' 1
	prints 'it names the journal' "^$(basename "$gone")$"
	prints 'and its first line' 'BROKEN at line 1: '
	run -i "${id:0:8}" status
	says 'every command says so' "$(basename "$gone") is gone"
	: >"$gone"
	run -i "${id:0:8}" verify
	exits 'a journal that was emptied' 1
	prints 'the first line is missing' 'BROKEN at line 1: '
	head -c 100 "$dir/gone" >"$gone"
	run -i "${id:0:8}" verify
	exits 'a journal cut in its first line' 1
	mv "$dir/gone" "$gone"
done
run verify
exits 'all is well again' 0

mkdir "$dir/bare"
run verify "$dir/bare"
refuses 'a folder without any journal proves nothing' 3 'no journal'

kept=$(ls "$root"/incidents/*/playbooks/pump.en.*)
chmod u+w "$kept"
echo '# more' >>"$kept"
run verify
exits 'a kept playbook that was changed' 1
finish
