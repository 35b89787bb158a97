#!/bin/bash
# What a station has read of another's journal it remembers outside the folder:
# one that shrank, that has other lines or that is gone is an alarm and an entry.
. "$(dirname "$0")/lib.sh"
start
shared=$root/incidents
id=$(journal | head -1 | sed 's/.*"incident":"\([0-9a-f]\{8\}\).*/\1/')
folder=$(echo "$shared"/*)
first=$(basename "$folder"/*.jsonl)

# A station of its own on the same folder: "$dir/NAME".
station() {
	rm -rf "${dir:?}/$1"
	mkdir -m 700 "$dir/$1"
	ln -s "$shared" "$dir/$1/incidents"
}

at() {
	local where=$1
	shift
	set +e
	"$DRAAIBOEK" -C "$dir/$where" "$@" >"$out" 2>"$err"
	status=$?
	set -e
}

# The journal of another station, with lines of its own.
station a
for i in 1 2 3 4 5; do at a note -i "$id" "entry $i"; done
file=$(ls "$folder"/*.jsonl | grep -v "$first")
name=$(basename "$file")
cp "$file" "$dir/whole"

# Alarm entries in all journals but the one that was meddled with.
told() {
	cat /dev/null $(ls "$folder"/*.jsonl | grep -v "$name" || true) |
		grep '"kind":"note"' | grep -c "\"text\":\"The journal $name" || true
}

meddle() {
	case $1 in
	shrank) head -3 "$dir/whole" >"$file" ;;
	forked) python3 - "$file" <<'PY'
import hashlib, sys
lines = open(sys.argv[1], "rb").read().splitlines(keepends=True)
lines[3] = lines[3].replace(b"entry", b"ENTRY")
for i in range(4, len(lines)):
    prev = hashlib.sha256(lines[i - 1]).hexdigest().encode()
    lines[i] = lines[i][:9] + prev + lines[i][73:]
open(sys.argv[1], "wb").write(b"".join(lines))
PY
	;;
	deleted) rm "$file" ;;
	esac
}

for how in shrank forked deleted; do
	cp "$dir/whole" "$file"
	find "$folder" -name '*.jsonl' ! -name "$name" ! -name "$first" -delete
	station b
	station c
	at b log -i "$id"
	exits "$how: another station has read it" 0
	is "$how: its mark is outside the shared folder" 1 \
		"$(find "$dir/b" -path "*/seen/*" -name "${name%.jsonl}*" | wc -l)"
	meddle $how
	# Of other lines in a file as long as before, the next entry tells.
	at b status -i "$id"
	[ $how = forked ] || says "$how: it is said at once" "$name"
	at b verify "$id"
	exits "$how: verify on that station" 1
	prints "$how: it names the journal" "$name"
	prints "$how: and the verdict" '^BROKEN$'
	at b note -i "$id" 'and on'
	exits "$how: the work goes on" 0
	is "$how: an entry tells everybody" 1 "$(told)"
	at b note -i "$id" 'and on'
	is "$how: once" 1 "$(told)"
	at c log -i "$id"
	prints "$how: who never read it sees the alarm" "The journal $name"
	at c verify "$id"
	prints "$how: and verify there misses the lines" "$name"
	at b verify "$id"
	exits "$how: it stays an alarm" 1
	cp "$dir/whole" "$file"
	at b verify "$id"
	exits "$how: with what was there put back, nothing is wrong" 0
done

# rsync both ways without --append carries an older copy back over the journal.
find "$folder" -name '*.jsonl' ! -name "$name" ! -name "$first" -delete
station a
at a log -i "$id"
mkdir "$dir/stick" "$dir/older"
at a merge "$id" "$dir/stick"
exits 'a stick has all of it' 0
head -3 "$dir/whole" >"$dir/older/$name"
touch -d '+1 minute' "$dir/older/$name"
if command -v rsync >/dev/null; then
	rsync -rtu "$dir/older/" "$folder/"
else
	echo 'skip rsync: it is not here; cp stands in for it'
	cp "$dir/older/$name" "$file"
fi
is 'the older copy is in its place' 3 "$(wc -l <"$file")"
at a note -i "$id" 'and on'
exits 'the work goes on' 0
says 'it is said that lines were taken away' 'were taken away, or an old copy was put back'
is 'nothing is written behind an older copy' 3 "$(wc -l <"$file")"
at a verify "$id"
exits 'verify calls it broken' 1
at a merge "$id" "$dir/stick"
exits 'merge with whoever has the longer copy' 0
is 'brings it back whole' '' "$(cmp "$dir/whole" "$file")"
at a verify "$id"
exits 'and verify holds again' 0
finish
