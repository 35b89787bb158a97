#!/bin/bash
# seal: what is kept outside, and what it proves.
. "$(dirname "$0")/lib.sh"
start
folder=$(echo "$root"/incidents/*)
run note one
echo proof >"$dir/proof"
run evidence add "$dir/proof" --note n --how h

run seal --reason 'hand over'
exits 'a seal' 0
prints 'its entry is saved' '^saved .*\.jsonl [0-9]+ [0-9a-f]{64}$'
seal=$(echo "$folder"/seals/*)
hash=$(sha256sum <"$seal" | cut -c1-64)
prints 'its file is named' "^seal $(basename "$seal")$"
is 'its name has its time and its hash' yes \
	"$(echo "$(basename "$seal")" | grep -Eq "^seal-[0-9]{8}T[0-9]{6}Z-${hash:0:8}\.txt$" && echo yes)"
prints 'its digits stand in groups of four' \
	"$(echo "${hash:0:32}" | sed 's/..../& /g; s/ $//')"
prints 'a picture is drawn' '^█{33}  '
is 'it fits 80 columns' 0 "$(grep -v ^saved "$out" | grep -c '.\{81\}' || true)"
is 'nobody writes in it' 440 "$(stat -c %a "$seal")"

# The file can be checked by hand.
id=$(journal | head -1 | sed 's/.*"incident":"\([0-9a-f]*\)".*/\1/')
read -r title <"$seal"
case $title in
"draaiboek-seal v1 incident=$id station="*" reason=hand over") ok 'its first line' ;;
*) not_ok 'its first line' "$title" ;;
esac
file=$(echo "$folder"/*.jsonl)
lines=$(($(wc -l <"$file") - 1))
head -n $lines "$file" >"$dir/sealed"
is 'its line of the journal' \
	"journal $(basename "$file") lines=$lines bytes=$(stat -c %s "$dir/sealed") head=$(tail -1 "$dir/sealed" | sha256sum | cut -c1-64)" \
	"$(grep ^journal "$seal")"
is 'its line of the evidence' \
	"evidence sha256-$(sha256sum <"$dir/proof" | cut -c1-64) size=6" "$(grep ^evidence "$seal")"
last=$(tail -1 "$file")
case $last in
*"\"kind\":\"seal\""*"\"sha256\":\"$hash\",\"heads\":[{"*"\"n\":$lines,"*) ok 'the journal has its hash and the heads' ;;
*) not_ok 'the journal has its hash and the heads' "$last" ;;
esac

run seal --json
exits 'a seal as JSON' 0
words=$(json 'j["words"]')
is 'eight words' 8 "$(echo "$words" | wc -w)"
second=$(json 'j["seal"]')
run log --type seal
prints 'the timeline has the words' "$words: $second"
run seal --ascii
is 'in ASCII nothing else' '' "$(LC_ALL=C grep -n '[^ -~]' "$out")"
is 'and no picture, which nothing could read' 0 "$(grep -c '##' "$out" || true)"
run seal --quiet
is 'quiet' '' "$(cat "$out")"
before=$(ls "$folder/seals" | wc -l)
run seal --dry-run
prints 'only tried' 'would save'
run seal --reason "$(printf 'x%.0s' {1..500})"
refuses 'a long reason' 2 'short line'
run seal more words
refuses 'a word too many' 2 'too many'
is 'nothing more is in the folder' "$before" "$(ls "$folder/seals" | wc -l)"

# What it proves: where it was made, and where nobody knows anything.
cp "$seal" "$dir/kept"
run verify --seal "$dir/kept"
exits 'by its file' 0
prints 'up to which line' "the seal vouches for it up to line $lines"
prints 'its words are shown, to compare' "^  $hash$"
run verify --seal "$words"
exits 'by its words' 0
run verify --seal "$(echo "$words" | tr 'a-z ' 'A-Z-')"
exits 'by its words as they were copied' 0
# As an older paper has them: ten bits for each word, of shorter lists.
for language in en nl; do
	first=$(python3 - "$hash" $language "$ROOT/src/front/seal_words_first_$language.c" <<'PY'
import re, sys
text = open(sys.argv[3]).read().split("seal_words_first_" + sys.argv[2])[1]
words = re.findall(r'"([a-z]+)"', text.split("};")[0])
bits = bin(int("1" + sys.argv[1], 16))[3:]
print(*(words[int(bits[i:i + 10], 2)] for i in range(0, 80, 10)))
PY
	)
	run verify --seal "$first"
	exits "by words of the first list ($language)" 0
	prints "which are said to be that ($language)" 'are of the first list'
done
run verify --seal "$(echo "$hash" | sed 's/..../& /g')"
exits 'by its digits' 0
run verify --seal "anchor anchor anchor anchor anchor anchor anchor anchor"
exits 'by other words' 1
says 'by other words: says so' 'no seal of this incident has these words'
run verify --seal 'nothing at all'
refuses 'what is no seal' 3 'there is no file'
run verify --seal "$file"
refuses 'a file that is no seal' 3 'it is no seal, or it was edited'
run verify --seal "$dir/kept" "$file"
exits 'one journal alone' 0

# What this station has read before, it would remember.
forget() {
	rm -rf "$root/state"
	mkdir -m 700 "$root/state"
}

forget
run verify
exits 'without anything from outside' 0
prints 'it says what was not checked' 'no head or seal from outside was given'
prints 'and is not called OK' '^OK as far as it goes'
forget
run verify --require-anchor
exits 'an anchor is required' 1
run log
run verify --require-anchor
exits 'to have read it is no anchor' 1
prints 'it says how far it was read' 'lines 1 to [0-9]+ are those that this station had read'
forget
run verify --seal "$dir/kept" --require-anchor
exits 'what came after the seal is not vouched for' 1
forget
run verify --seal "$dir/kept" --head "$(tail -1 "$file" | sha256sum | cut -c1-16)" --require-anchor
exits 'the seal and the head behind it' 0
run verify --json --seal "$dir/kept"
is 'as JSON' "$lines" "$(json 'j["files"][0]["sealed"]')"

# Everything written anew, as somebody with the folder could: only the seal knows.
python3 - "$file" <<'PY'
import hashlib, sys
lines = open(sys.argv[1], "rb").read().splitlines(keepends=True)[:4]
lines[3] = lines[3].replace(b"one", b"two")
open(sys.argv[1], "wb").write(b"".join(lines))
PY
forget
run verify
exits 'a rewritten journal without its end' 0
run verify --seal "$dir/kept"
exits 'a rewritten journal, by the seal' 1
prints 'what is wrong' 'BROKEN at line 5: lines are missing from here on'
cp "$dir/kept" "$dir/other"
chmod u+w "$dir/other"
sed -i "s/incident=..../incident=0000/" "$dir/other"
run verify --seal "$dir/other"
exits 'a seal of another incident' 1
prints 'a seal of another incident is said to be' 'is of another incident'

# A closed incident can be sealed: that is when it matters.
run close 'The end.' --override 'It is over.'
run seal
exits 'in a closed incident' 0

# A seal that cannot be written.
chmod 500 "$folder/seals"
rm -rf "$folder/seals"
ln -s /nonexistent "$folder/seals"
run seal
exits 'where it cannot be written' 4
is 'where it cannot be written nothing is entered' 0 \
	"$(tail -1 "$file" | grep -c nonexistent)"
finish
