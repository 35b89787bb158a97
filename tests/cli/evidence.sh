#!/bin/bash
# evidence: kept under its hash, entered last, compared again.
. "$(dirname "$0")/lib.sh"
start
folder=$(echo "$root"/incidents/*)
why="--note=Log --how=Copied"

# How many files there are in evidence/, hidden ones too.
kept() {
	find "$folder/evidence" -type f | wc -l
}

nothing() {
	is "$1: nothing is kept" 0 "$(kept)"
	is "$1: nothing is entered" 0 "$(journal | grep -c '"kind":"evidence"')"
}

seq 20000 >"$dir/fire wall.log"
hash=$(sha256sum <"$dir/fire wall.log" | cut -c1-64)

# Whatever is refused is refused before anything is written.
run evidence add "$dir/fire wall.log" --how=Copied
refuses 'without a note' 1 '--note=TEXT'
run evidence add "$dir/fire wall.log" --note=Log
refuses 'without how' 1 '--how=TEXT'
run evidence add "$dir/fire wall.log" --how=Copied --note="$(printf 'x%.0s' {1..2100})"
refuses 'with a long note' 1 'too long'
run evidence add "$dir/none" $why
refuses 'a file that is not there' 3 'none cannot be read'
ln -s 'fire wall.log' "$dir/link"
run evidence add "$dir/link" $why
refuses 'a link' 1 'is a link'
mkfifo "$dir/pipe"
run evidence add "$dir/pipe" $why
refuses 'a pipe' 1 'no regular file'
run evidence add /dev/zero $why
refuses 'a device' 1 'no regular file'
run evidence add "$dir" $why
refuses 'a folder' 1 'is a folder'
run evidence add
refuses 'without a file' 2 'needs more words'
run evidence
refuses 'without add' 2 'needs one word more: add, list, verify'
run evidence add "$dir/fire wall.log" $why --dry-run
exits 'only tried' 0
prints 'only tried: what would be' 'would save: .*fire wall.log'
nothing 'so far'

# The disk is full: said with 4, and nothing by halves.
set +e
(
	ulimit -f 8
	"$DRAAIBOEK" -C "$root" evidence add "$dir/fire wall.log" $why
) >"$out" 2>"$err"
status=$?
set -e
refuses 'a disk that is full' 4 'was not attached'
nothing 'a disk that is full'

run evidence add "$dir/fire wall.log" --note 'Log of the firewall' --how 'USB stick, by An'
saved 'a file'
cmp -s "$dir/fire wall.log" "$folder/evidence/sha256-$hash" && same=yes || same=no
is 'its bytes are kept' yes $same
is 'nobody writes in it' 440 "$(stat -c %a "$folder/evidence/sha256-$hash")"
last=$(journal | tail -1)
for pair in "\"file\":\"sha256-$hash\"" "\"sha256\":\"$hash\"" \
	"\"bytes\":$(stat -c %s "$dir/fire wall.log")" '"name":"fire wall.log"' \
	'"how":"USB stick, by An"' '"text":"Log of the firewall"'; do
	case $last in
	*"$pair"*) ok "the entry has $pair" ;;
	*) not_ok "the entry has $pair" "$last" ;;
	esac
done
run log --type evidence
prints 'the timeline has note, name and hash' "Log of the firewall: fire wall.log, .* $hash"
run evidence add "$dir/fire wall.log" $why
saved 'the same once more'
is 'is one file' 1 "$(kept)"

# Nothing of a log is taken away, or written over.
journal=$(echo "$folder"/*.jsonl)
before=$(cksum "$journal")
cp "$journal" "$folder/20260101T000000Z-other-00000001.jsonl"
run evidence add "$folder/20260101T000000Z-other-00000001.jsonl" $why --move
exits 'a journal that is to be moved' 0
says 'it stays' 'belongs to the log'
is 'it is there' yes "$([ -e "$folder/20260101T000000Z-other-00000001.jsonl" ] &&
	echo yes || echo no)"
rm "$folder/20260101T000000Z-other-00000001.jsonl"
before=$(cksum "$journal")
ln -s "$folder" "$dir/way-in"
for place in "$journal" "$dir/way-in/new.jsonl" "$folder/NEW.JSONL" \
	"$folder/evidence/sha256-$hash" "$folder/seals/new"; do
	run log --output "$place"
	refuses "output to ${place##*/}" 1 "the log's own"
done
run deadlines "--ics=$journal"
refuses 'a calendar over a journal' 1 "the log's own"
run help --output "$journal"
refuses 'help over a journal' 1 "the log's own"
is 'the journal is as it was' "$before" "$(cksum "$journal")"
is 'and no new one is there' 1 "$(ls "$folder" | grep -ci jsonl)"
run log --output "$dir/log.txt"
exits 'output anywhere else' 0

# --move takes the original away, but only when it is what was attached.
echo moved >"$dir/moved"
run evidence add "$dir/moved" $why --move
saved 'a file that is moved'
is 'the original is gone' no "$([ -e "$dir/moved" ] && echo yes || echo no)"
run evidence add "$folder/evidence/sha256-$hash" $why --move
exits 'the stored file itself' 0
says 'the stored file itself stays' 'stays where it is'
is 'it is there' yes "$([ -e "$folder/evidence/sha256-$hash" ] && echo yes || echo no)"

# Whoever named it may have used another encoding: the name is kept, escaped.
latin=$dir/$(printf 'caf\351 \001.txt')
echo latin >"$latin"
run evidence add "$latin" $why --dry-run
exits 'a name in another encoding, only tried' 0
run evidence add "$latin" $why
saved 'a name in another encoding'
run evidence list --json
is 'it is kept, escaped' 'caf\xe9 \x01.txt' "$(json 'j[-1]["name"]')"
run log --type evidence
prints 'and is in the timeline' 'caf.xe9 .x01\.txt'
run note "$(printf 'caf\351')"
refuses 'a text in another encoding' 2 'not UTF-8'
run "$(printf 'caf\351')"
refuses 'a command in another encoding' 2 'not UTF-8'
run help "$(printf 'caf\351')"
refuses 'a word in another encoding' 2 'not UTF-8'

# A journal that cannot be written: the original stays.
echo precious >"$dir/precious"
run --role nobody-at-all evidence add "$dir/precious" $why --move
exits 'a role that there is not' 2
is 'what was not entered is not taken away' precious "$(cat "$dir/precious")"

# A writer that does not stop.
head -c 64M /dev/zero >"$dir/growing"
size=$(stat -c %s "$dir/growing")
while :; do echo more; done >>"$dir/growing" &
writer=$!
until [ "$(stat -c %s "$dir/growing")" -gt "$size" ]; do :; done
run evidence add "$dir/growing" $why
kill $writer
wait $writer 2>/dev/null || true
exits 'a file that grows' 0
says 'a file that grows is said to' 'changed while it was copied'
case $(journal | tail -1) in
*'changed while it was copied'*) ok 'the journal says so too' ;;
*) not_ok 'the journal says so too' "$(journal | tail -1)" ;;
esac
stored=$(journal | tail -1 | sed 's/.*"sha256":"\([0-9a-f]*\)".*/\1/')
is 'the hash is that of what is kept' "$stored" \
	"$(sha256sum "$folder/evidence/sha256-$stored" | cut -c1-64)"

run evidence list
exits 'the list' 0
is 'the list: a line each' 7 "$(wc -l <"$out")"
prints 'the list: what, how' "$hash +fire wall.log +Log of the firewall +USB stick, by An"
run evidence list --json
is 'the list as JSON' "$hash" "$(json 'j[0]["sha256"]')"
run evidence verify
exits 'all is good' 0
is 'all is good: a line each' 7 "$(grep -c ' good ' "$out")"
run verify
exits 'verify agrees' 0

chmod u+w "$folder/evidence/sha256-$hash"
echo more >>"$folder/evidence/sha256-$hash"
run evidence verify
exits 'a changed file' 1
prints 'a changed file is named' "CHANGED +$hash"
run verify
exits 'verify finds it' 1
prints 'verify names it' "BROKEN: the evidence sha256-$hash"
rm -f "$folder/evidence/sha256-$hash"
run evidence verify --json
exits 'a missing file' 1
is 'a missing file, as JSON' missing "$(json 'j[0]["state"]')"

# In a batch, and not in a closed incident.
echo one >"$dir/one"
echo "evidence add '$dir/one' --note n --how h" >"$dir/batch"
run_from "$dir/batch" batch -
saved 'in a batch'
# What a kill left of a copy goes at the next one; what is still written stays.
boot=$(cut -c1-8 /proc/sys/kernel/random/boot_id)
left=$folder/evidence/.new-${boot}00000001
busy=$folder/evidence/.new-${boot}00000002
other=$folder/evidence/.new-0000000000000003
old=$folder/evidence/.new-0000000000000004
touch "$left" "$busy" "$other"
touch -d '2 days ago' "$old"
exec 9<"$busy"
flock 9
echo one more >"$dir/one-more"
run evidence add "$dir/one-more" $why
saved 'a file beside the rest of another copy'
is 'what a kill left is taken away' no "$([ -e "$left" ] && echo yes || echo no)"
is 'what somebody still writes stays' yes "$([ -e "$busy" ] && echo yes || echo no)"
is 'another machine may still write its own' yes "$([ -e "$other" ] && echo yes || echo no)"
is 'but not for two days' no "$([ -e "$old" ] && echo yes || echo no)"
exec 9<&-

run close 'The end.' --override 'It is over.'
run evidence add "$dir/precious" $why
refuses 'in a closed incident' 1 'is closed'
finish
