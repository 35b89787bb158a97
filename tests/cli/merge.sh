#!/bin/sh
# merge: the same incident in another folder, both ways.
. "$(dirname "$0")/lib.sh"

# As another station, with a root of its own.
at() {
	root=$dir/$1
	shift
	run "$@"
}

# The only incident's folder of a station.
folder() {
	echo "$dir/$1"/incidents/*
}

# The journal with the first line of all, and the other station's.
first_journal() {
	grep -l '"kind":"open"' "$(folder "$1")"/*.jsonl
}

other_journal() {
	grep -L '"kind":"open"' "$(folder "$1")"/*.jsonl
}

root=$dir/a
start
at a note -r it 'first'
mkdir "$dir/stick"

at a merge "$id" "$dir/nowhere"
refuses 'a folder that is not there' 3 'no folder'
at a merge "$id"
exits 'a folder must be named' 2
at a merge abcdef "$dir/stick"
refuses 'an incident that is nowhere' 3 'no incident'
at a merge "$id" "$(folder a)"
refuses 'its own folder' 2 'own folder'
mkdir -p "$(folder a)/seals"
at a merge "$id" "$(folder a)/seals"
refuses 'a folder in it' 2 "the program's own"
at a merge "$id" "$dir/a/state"
refuses 'the state folder without a stray journal' 2 "the program's own"
is 'and nothing is made there' '' \
	"$(find "$(folder a)/seals" "$dir/a/state" -name incidents)"

mkdir "$dir/renamed"
cp -r "$(folder a)" "$dir/renamed/Copy of it"
root=$dir/nobody
run merge "$(printf %.8s "$id")" "$dir/renamed/Copy of it"
refuses 'a copy that got another name' 3 'its own name back'

at a merge "$id" "$dir/stick" --dry-run
exits 'a dry run to an empty stick' 0
prints 'it says what would go' 'Would go: .*\.jsonl, lines 1 to 4$'
prints 'it shows the tail' 'note +first'
is 'it writes nothing' '' "$(ls "$dir/stick")"

# It may be there already, where it cannot be seen.
ln -s incidents "$dir/stick/incidents"
at a merge "$id" "$dir/stick"
exits 'a stick that cannot be read' 3
says 'is told' 'stick/incidents cannot be read'
rm "$dir/stick/incidents"
is 'nothing is written to it' '' "$(ls "$dir/stick")"
at a merge "$id" "$dir/stick"
exits 'a stick gets the incident' 0
is 'the whole folder is there' '' \
	"$(diff -r "$(folder a)" "$(folder stick)")"
is 'only the owner can read it' 700 "$(stat -c %a "$(folder stick)")"
is 'nor its journals' 600 "$(stat -c %a "$(first_journal stick)")"
is 'and what its lines speak of' 600 \
	"$(stat -c %a "$(folder stick)"/playbooks/* | sort -u)"
at a merge "$id" "$dir/stick"
prints 'a second time there is nothing to do' '^Nothing to do'

at b merge "$id" "$dir/stick"
exits 'another station takes it from the stick' 0
is 'it has the same' '' "$(diff -r "$(folder a)" "$(folder b)")"
at b note -r it 'from b'
at a note -r it 'from a'
at a merge "$id" "$dir/b"
exits 'a root is looked into' 0
prints 'what was written there comes' '^Came: .*, lines 1 to 2$'
prints 'what was written here goes' '^Went: .*, lines 5 to 5$'
at a log --json
cp "$out" "$dir/log"
at b log --json
is 'both have the same log' '' "$(diff "$dir/log" "$out")"
at a verify
exits 'nothing is broken here' 0
at b verify
exits 'nor there' 0
at a merge "$id" "$dir/stick/incidents"
exits 'a folder of incidents' 0
at a merge "$id" "$(folder stick)"
exits 'the folder of the incident' 0
prints 'has everything by now' '^Nothing to do'

# Another incident's folder, and another incident's journal.
root=$dir/c
start
other=$id
mkdir "$dir/mixed"
cp "$(first_journal c)" "$dir/mixed/"
at a merge "$(basename "$(folder a)")" "$(folder c)"
refuses 'the folder of another incident' 2 'another incident'
id=$(basename "$(folder a)" | sed 's/.*-//')
cp "$(first_journal c)" "$(folder stick)/20260101T000000Z-x-00000000.jsonl"
at a merge "$id" "$dir/stick"
prints 'a journal of another incident is left' 'is of another incident'
is 'where it was' 0 "$(ls "$(folder a)" | grep -c x-00000000)"
rm "$(folder stick)/20260101T000000Z-x-00000000.jsonl"

# Half a line is a beginning too, and grows to what it should be.
whole=$(first_journal a)
half=$(folder stick)/$(basename "$whole")
size=$(stat -c %s "$whole")
for cut in 1 100 $((size / 2)) $((size - 1)); do
	head -c "$cut" "$whole" >"$half"
	at a merge "$id" "$dir/stick"
	if [ "$status" != 0 ] || ! cmp -s "$whole" "$half"; then
		not_ok "a copy of $cut bytes grows" "$(cat "$out" "$err")"
	fi
done
ok 'a copy that is half way grows to the whole'
head -c $((size / 2)) "$whole" >"$dir/half"
cp "$whole" "$dir/whole"
cp "$dir/half" "$whole"
at a merge "$id" "$dir/stick"
exits 'a journal that was cut off comes back' 0
is 'whole' '' "$(cmp "$dir/whole" "$whole")"

# A fork: nothing is overwritten, both are kept on both sides.
python3 - "$half" <<'END'
import sys
lines = open(sys.argv[1], "rb").readlines()
lines[-1] = lines[-1].replace(b"from a", b"from x")
open(sys.argv[1], "wb").writelines(lines)
END
cp "$half" "$dir/forked"
at a merge "$id" "$dir/stick"
exits 'a fork: the answer is no' 1
prints 'a fork is told' '^FORK: '
is 'ours is as it was' '' "$(cmp "$dir/whole" "$whole")"
is 'theirs is as it was' '' "$(cmp "$dir/forked" "$half")"
is 'theirs is kept here' '' "$(cmp "$dir/forked" "$(folder a)"/*.conflict-*)"
is 'ours is kept there' '' "$(cmp "$dir/whole" "$(folder stick)"/*.conflict-*)"
files=$(ls "$(folder a)" "$(folder stick)")
at a merge "$id" "$dir/stick"
exits 'it stays a fork' 1
is 'and makes no more copies' "$files" "$(ls "$(folder a)" "$(folder stick)")"
at a verify
exits 'verify knows' 1
rm "$(folder a)"/*.conflict-* "$(folder stick)"/*.conflict-*
cp "$whole" "$half"

# Only the torn ends differ.
printf 'torn here' >>"$whole"
printf 'other bytes' >>"$half"
at a merge "$id" "$dir/stick"
exits 'other half lines are no fork' 0
prints 'and are kept all the same' 'another half line'
rm "$(folder a)"/*.conflict-* "$(folder stick)"/*.conflict-*
cp "$dir/whole" "$whole"
cp "$dir/whole" "$half"

# Files beside the journals.
kept=$(ls "$(folder a)/playbooks" | head -1)
echo 'something else' >"$(folder stick)/playbooks/$kept"
at a merge "$id" "$dir/stick"
exits 'a kept file that is damaged there' 1
prints 'is told' 'not what its name says'
is 'and does not come' 0 "$(ls "$(folder a)/playbooks" | grep -c conflict)"
cp "$(folder a)/playbooks/$kept" "$(folder stick)/playbooks/$kept"
rm -f "$(folder stick)"/playbooks/*conflict*
printf 'Dear all\n' >"$(folder a)/documents/1234-letter.md"
rm -r "$(folder stick)/documents"
at a merge "$id" "$dir/stick"
is 'a document goes, and its folder is made' 'Dear all' \
	"$(cat "$(folder stick)/documents/1234-letter.md")"
echo 'Dear nobody' >"$(folder stick)/documents/1234-letter.md"
at a merge "$id" "$dir/stick"
exits 'another document of the same name' 1
is 'is kept beside' 'Dear nobody' \
	"$(cat "$(folder a)"/documents/1234-letter.md.conflict-*)"
is 'ours stays' 'Dear all' "$(cat "$(folder a)/documents/1234-letter.md")"
rm "$(folder a)"/documents/* "$(folder stick)"/documents/*
ln -s /etc/passwd "$(folder stick)/documents/link"
at a merge "$id" "$dir/stick"
exits 'a link is not followed' 3
is 'nor made' 0 "$(ls "$(folder a)/documents" | grep -c link)"
rm "$(folder stick)/documents/link"

# Journals that went astray come home, and only that.
mkdir "$dir/astray"
cp "$(folder b)"/*.jsonl "$dir/astray/"
rm "$(other_journal a)"
at a merge "$id" "$dir/astray"
exits 'journals that strayed' 0
prints 'come home' '^Came: '
is 'nothing goes to them' 2 "$(ls "$dir/astray" | wc -l)"
# With the files that their lines speak of, and none of another incident.
kept=$(ls "$(folder a)/playbooks")
mkdir "$dir/astray/playbooks"
mv "$(folder a)"/playbooks/*.yaml "$dir/astray/playbooks/"
echo other >"$dir/astray/playbooks/other.nl.0123456789abcdef.yaml"
rm "$(other_journal a)"
at a merge "$id" "$dir/astray"
exits 'files beside journals that strayed' 0
is 'come home with them' "$kept" "$(ls "$(folder a)/playbooks")"
rm -r "$dir/astray/playbooks"
stray=$dir/a/state/$(basename "$(folder a)")
mkdir "$stray" "$dir/empty"
mv "$(other_journal a)" "$stray/"
at a merge "$id" "$dir/empty"
prints 'so do those below the state folder' '^Came: .*\.jsonl, lines 1 to 2$'
is 'and are there again' 2 "$(ls "$(folder a)"/*.jsonl | wc -l)"
rm -r "$stray"

# A journal that somebody has open is not taken away from them.
whole=$(first_journal a)
half=$(folder stick)/$(basename "$whole")
cp "$whole" "$dir/whole"
head -n 3 "$dir/whole" >"$half"
exec 3>>"$half"
at a merge "$id" "$dir/stick"
exits 'somebody writes it' 0
prints 'then it is let be' 'may be in use'
is 'as it is' 3 "$(wc -l <"$half")"
is 'and what is more is beside it' '' \
	"$(cmp "$dir/whole" "$(folder stick)"/*.conflict-*)"
exec 3>&-
at a merge "$id" "$dir/stick"
is 'later it grows' '' "$(cmp "$dir/whole" "$half")"
rm "$(folder stick)"/*.conflict-*

# Killed anywhere, it leaves whole beginnings, and the next merge ends it.
if "$BUILD/tests/fault/inject" write kill 1000 true 2>&1 |
	grep -q 'ended before'; then
	killed=0 bad=0
	cp "$half" "$dir/whole"
	for call in openat fsync write renameat2 renameat fchmod; do
		for when in 1 2 3 4 5 6 7 8 9; do
			rm -rf "$dir/target"
			mkdir -p "$dir/target/incidents"
			cp -r "$(folder stick)" "$dir/target/incidents/"
			f=$(first_journal target)
			rm "$(other_journal target)"
			head -c 1000 "$dir/whole" >"$f"
			rm "$(folder target)"/playbooks/*
			set +e
			ASAN_OPTIONS=detect_leaks=0 \
				"$BUILD/tests/fault/inject" $call kill $when \
				"$DRAAIBOEK" -C "$dir/a" merge "$id" \
				"$dir/target" >/dev/null 2>&1
			code=$?
			set -e
			[ "$code" = 137 ] || continue
			killed=$((killed + 1))
			n=$(stat -c %s "$f")
			head -c "$n" "$dir/whole" | cmp -s - "$f" ||
				bad=$((bad + 1))
			for k in "$(folder target)"/playbooks/*; do
				[ ! -e "$k" ] || cmp -s "$k" \
					"$(folder a)/playbooks/${k##*/}" ||
					bad=$((bad + 1))
			done
			at a merge "$id" "$dir/target"
			[ "$status" = 0 ] || bad=$((bad + 1))
			diff -r "$(folder a)" "$(folder target)" |
				grep -v ': .new-' >"$dir/differs" || true
			[ ! -s "$dir/differs" ] || bad=$((bad + 1))
		done
	done
	if [ "$killed" -ge 20 ] && [ "$bad" = 0 ]; then
		ok "killed at $killed calls, merged again: 0 files bent"
	else
		not_ok 'killed anywhere' "killed=$killed bad=$bad" \
			"$(cat "$dir/differs")"
	fi
else
	echo 'skip killed anywhere: nothing may be traced here'
fi

# A journal grows only where it is written: whoever goes on in a copy of it,
# however well chained, forks it.
own=$(first_journal a)
cp "$own" "$dir/whole"
mkdir "$dir/stranger"
cp -r "$(folder a)" "$dir/stranger/"
theirs=$(ls "$dir"/stranger/*/"$(basename "$own")")
python3 - "$theirs" <<'END'
import hashlib, re, sys
lines = open(sys.argv[1], "rb").readlines()
for k in range(3):
    line = re.sub(rb'"n":\d+', b'"n":%d' % (len(lines) + 1), lines[-1])
    line = re.sub(rb'"id":"[0-9a-f]+"', b'"id":"%016x"' % (k + 1), line)
    line = line.replace(b"from a", b"forged")
    prev = hashlib.sha256(lines[-1]).hexdigest().encode()
    lines.append(line[:9] + prev + line[73:])
open(sys.argv[1], "wb").writelines(lines)
END
at a merge "$id" "$dir/stranger" --dry-run
exits 'a dry run says it' 1
for time in first second; do
	at a merge "$id" "$dir/stranger"
	exits "lines that this station did not write ($time time)" 1
	prints "are told ($time time)" '^FORK: this station writes .*conflict-'
	is "are not taken ($time time)" '' "$(cmp "$dir/whole" "$own")"
	is "are kept beside ($time time)" '' "$(cmp "$theirs" "$(folder a)"/*.conflict-*)"
done
rm "$own" "$(folder a)"/*.conflict-*
at a merge "$id" "$dir/stranger"
exits 'nor where ours is not there' 1
is 'they come under its name' no "$([ -e "$own" ] && echo yes || echo no)"
cp "$dir/whole" "$own"
rm "$(folder a)"/*.conflict-*
# On any other station it is somebody's journal that went on.
at d merge "$id" "$dir/stick"
exits 'another station had it' 0
at d merge "$id" "$dir/stranger"
exits 'nobody else can tell' 0

# For programs.
at b note -r it 'more'
at a merge "$id" "$dir/b" --json
exits 'for programs' 0
is 'the answer' True "$(json "j['ok']")"
is 'a step' "longer here" "$(json "[s['what'] + ' ' + s['to'] for s in j['steps'] if s['name'].endswith('.jsonl')][0]")"

finish
